import type { Assumption } from '../assumption.ts'
import { confirm } from '../confirm.ts'
import { NotTried } from '../not-tried.ts'
import type { Received } from '../receiver.ts'
import type { Tenant } from '../tenant.ts'

/** What `chats:assign` and the other events say. */
export const payloads: readonly Assumption[] = [
  {
    id: 'EA16',
    states:
      'POST /invitations/accept and /reject take {"chatId","userId"}; accepted, the chat is active and the agent its solver.',
    basis: 'inferred',
    needs: ['webhook'],
    check: async (tenant) => {
      const { id, named } = await invite(tenant)
      await tenant.api.acceptInvitation({ chatId: id, userId: named })
      const chat = await tenant.chatOnce(id, ({ status }) => status === 'active')
      confirm(chat.status === 'active' && chat.solver === named, `status ${chat.status}, solver ${chat.solver}`)
      return `active, solver ${named}`
    },
  },
  {
    id: 'EA28',
    states:
      'queues:update says in data.data.queuePosition how many are ahead, and in estimatedWait how many seconds it may take.',
    basis: 'code',
    needs: ['webhook', 'queue mode'],
    check: async (tenant) => {
      const most = 12
      for (let n = 0; n < most; n++) await tenant.chat()
      const event = await tenant.receiver.next(({ trigger }) => trigger === 'queues:update', tenant.options.patienceMs)
      if (event === undefined) throw new NotTried(`of ${most} chats none had to wait`)
      const { queuePosition } = (event.payload.data['data'] ?? {}) as { readonly queuePosition?: unknown }
      confirm(typeof queuePosition === 'number', `data is ${JSON.stringify(event.payload.data)}`)
      return JSON.stringify(event.payload.data['data'])
    },
  },
  {
    id: 'EA30',
    states: 'Without queue mode, when all have refused, forever:alone comes with the chatId, and the chat stays open.',
    basis: 'inferred',
    needs: ['webhook', 'search mode'],
    check: async (tenant) => {
      const { id, named } = await invite(tenant)
      let refusing: string | undefined = named
      for (let n = 2; refusing !== undefined && n < 20; n++) {
        await tenant.api.rejectInvitation({ chatId: id, userId: refusing })
        const next = await tenant.receiver.next(
          ({ payload, trigger }) =>
            (trigger === 'forever:alone' && payload.data['chatId'] === id) ||
            (trigger === 'chats:assign' && chatIn(payload)['id'] === id && rejectedBy(payload).length === n - 1),
          tenant.options.patienceMs,
        )
        if (next === undefined) throw new NotTried(`after ${n - 1} refusals nothing came`)
        if (next.trigger === 'forever:alone') break
        refusing = asked(await tenant.chatOnce(id, (now) => asked(now) !== undefined))
      }
      await tenant.event('forever:alone', id)
      const { status } = await tenant.api.chat(id)
      confirm(status !== 'closed', 'the chat is closed')
      return `status ${status}`
    },
  },
  {
    id: 'EA33',
    states: 'agents lists everybody logged in, whoever is full too; we filter again all the same.',
    basis: 'unknown',
    needs: ['webhook'],
    check: async (tenant) => {
      const { before, named } = await invite(tenant)
      const room = before.find(({ id }) => id === named)?.capacity ?? 0
      if (room > 20) throw new NotTried(`${named} has room for ${room}: too many to fill`)
      for (let n = 1; n < room; n++) await invite(tenant, named)
      const { question } = await tenant.asked()
      const now = agentsIn(question).find(({ id }) => id === named)
      confirm(now !== undefined, 'who is full is not listed')
      if (now.capacity > 0) throw new NotTried(`${named} could not be filled (EA27)`)
      return `${named} is listed with capacity 0`
    },
  },
  {
    id: 'EA39',
    states: 'capacity is already reduced by pending invitations (capacityCountsInvitations).',
    basis: 'unknown',
    needs: ['webhook'],
    check: async (tenant) => {
      const { before, named } = await invite(tenant)
      const was = before.find(({ id }) => id === named)?.capacity ?? NaN
      const now = agentsIn((await tenant.asked()).question).find(({ id }) => id === named)?.capacity
      if (now === undefined) throw new NotTried(`${named} is not listed any more (EA33)`)
      confirm(now === was - 1, `it was ${was}, and with one invitation out it is ${now}`)
      return `${was}, then ${now}`
    },
  },
  {
    id: 'EA40',
    states: 'The lists of chats and of invitations hold ids as text.',
    basis: 'inferred',
    needs: ['webhook'],
    check: async (tenant) => {
      const { id, named } = await invite(tenant)
      const agent = agentsIn((await tenant.asked()).question).find((one) => one.id === named)
      if (agent === undefined) throw new NotTried(`${named} is not listed any more (EA33)`)
      const { invitations } = agent
      confirm(Array.isArray(invitations) && invitations.includes(id), `invitations is ${JSON.stringify(invitations)}`)
      return `invitations has ${JSON.stringify(id)}`
    },
  },
  {
    id: 'EA41',
    states: 'A rejection shows on both sides, in rejectedBy and in rejections, and chats:assign comes again.',
    basis: 'inferred',
    needs: ['webhook'],
    check: async (tenant) => {
      const { id, named } = await invite(tenant)
      await tenant.api.rejectInvitation({ chatId: id, userId: named })
      const again = await tenant.event('chats:assign', id, 2)
      confirm(rejectedBy(again.payload).includes(named), `rejectedBy is ${JSON.stringify(rejectedBy(again.payload))}`)
      const rejections = agentsIn(again).find((one) => one.id === named)?.rejections
      confirm(Array.isArray(rejections) && rejections.includes(id), `rejections is ${JSON.stringify(rejections)}`)
      return 'both'
    },
  },
  {
    id: 'EA42',
    states: 'An invitation that nobody answers runs out, and chats:assign comes again.',
    basis: 'inferred',
    needs: ['webhook'],
    check: async (tenant) => {
      const { id } = await invite(tenant)
      await tenant.event('chats:assign', id, 2, tenant.options.intervalMs)
      return 'asked again'
    },
  },
  {
    id: 'EA43',
    states: 'created_at is in whole Unix seconds.',
    basis: 'inferred',
    needs: ['webhook'],
    check: async (tenant) => {
      const at = (await tenant.asked()).question.payload.created_at
      confirm(Number.isInteger(at) && Math.abs(Number(at) - Date.now() / 1000) < 86_400, `it is ${JSON.stringify(at)}`)
      return String(at)
    },
  },
  {
    id: 'EA44',
    states: 'invitations:accept says chatId and, in userId, the agent.',
    basis: 'code',
    needs: ['webhook'],
    check: async (tenant) => {
      const { id, named } = await invite(tenant)
      await tenant.api.acceptInvitation({ chatId: id, userId: named })
      const { userId } = (await tenant.event('invitations:accept', id)).payload.data
      confirm(userId === named, `userId is ${JSON.stringify(userId)}`)
      return 'both'
    },
  },
  {
    id: 'EA45',
    states: 'messages:new says in data.message id, chat, sender, type "text" and message.',
    basis: 'code',
    needs: ['webhook'],
    check: async (tenant) => {
      const { customer: sender, id: chatId } = await tenant.chat()
      await tenant.api.sendMessage({ chatId, sender, message: 'hello' })
      const said = (await tenant.event('messages:new', chatId)).payload.data['message'] as Record<string, unknown>
      const fits = said['sender'] === sender && said['type'] === 'text' && said['message'] === 'hello'
      confirm(fits, `message is ${JSON.stringify(said)}`)
      return Object.keys(said).join(', ')
    },
  },
  {
    id: 'EA46',
    states: 'An agent without rooms serves no queue (emptyRooms).',
    basis: 'unknown',
    needs: ['person'],
    check: () =>
      Promise.reject(new NotTried('a person: take an agent out of every queue, and see whether chats come to them')),
  },
  {
    id: 'EA47',
    states: 'An agent without languages speaks any (emptyLanguages).',
    basis: 'inferred',
    needs: ['person'],
    check: () =>
      Promise.reject(new NotTried('a person: give an agent no language, and see whether chats of any come to them')),
  },
  {
    id: 'EA48',
    states: 'chats:close says chatId and in userId who closed it: a user, or "system".',
    basis: 'code',
    needs: ['webhook'],
    check: async (tenant) => {
      const [one, other] = [await tenant.chat(), await tenant.chat()]
      await tenant.api.closeChat(one.id)
      await tenant.api.closeChat(other.id, { userId: other.customer })
      const [bySystem, byUser] = [
        await tenant.event('chats:close', one.id),
        await tenant.event('chats:close', other.id),
      ]
      confirm(bySystem.payload.data['userId'] === 'system', `it is ${JSON.stringify(bySystem.payload.data)}`)
      confirm(byUser.payload.data['userId'] === other.customer, `it is ${JSON.stringify(byUser.payload.data)}`)
      return 'both'
    },
  },
]

interface Listed {
  readonly id: string
  readonly capacity: number
  readonly status: string
  readonly invitations: unknown
  readonly rejections: unknown
}

function agentsIn({ payload }: Received): readonly Listed[] {
  return payload.data['agents'] as readonly Listed[]
}

function chatIn(payload: Received['payload']): Readonly<Record<string, unknown>> {
  return payload.data['chat'] as Readonly<Record<string, unknown>>
}

function rejectedBy(payload: Received['payload']): readonly string[] {
  return list(chatIn(payload)['rejectedBy'])
}

/** Who is invited, and has not refused. */
function asked({ rejectedBy: refused, usersInvited }: Readonly<Record<string, unknown>>): string | undefined {
  return list(usersInvited).find((id) => !list(refused).includes(id))
}

function list(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

/** A chat to which somebody is invited: the one named here, or whoever of those with least room can take it. */
async function invite(
  tenant: Tenant,
  wanted?: string,
): Promise<{ readonly id: string; readonly named: string; readonly before: readonly Listed[] }> {
  let named = wanted ?? ''
  const { id, question } = await tenant.asked((asked) => {
    const refused = rejectedBy(asked.payload)
    const able = agentsIn(asked).filter(
      ({ capacity, id, status }) => capacity > 0 && /^online$/i.test(status) && !refused.includes(id),
    )
    named = wanted ?? [...able].sort((a, b) => b.capacity - a.capacity).at(-1)?.id ?? ''
    return { body: JSON.stringify({ agentId: named }) }
  })
  const chat = await tenant.chatOnce(id, (now) => list(now['usersInvited']).length > 0)
  const invited = list(chat['usersInvited'])[0]
  if (invited === undefined) throw new NotTried('nobody was invited: is anybody online in the queue?')
  // Where our answer is not understood (EA27), whoever the platform chose will do.
  return { id, named: invited, before: agentsIn(question) }
}
