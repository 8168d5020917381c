import { createHmac } from 'node:crypto'
import { secretHeader, signatureHeader } from '@pointsman/inbenta'
import type { Assumption } from '../assumption.ts'
import { confirm } from '../confirm.ts'
import { NotTried } from '../not-tried.ts'
import type { Received, Reply } from '../receiver.ts'
import type { Tenant } from '../tenant.ts'

/** How `chats:assign` is asked, and which answers are understood. */
export const asking: readonly Assumption[] = [
  {
    id: 'EA17',
    states:
      'POST /webhooks takes {"target","events":[…]} and answers {"webhook":{"id"}}; GET /webhooks lists {"webhooks":[…]}.',
    basis: 'unknown',
    needs: ['webhook'],
    check: async (tenant) => {
      const url = tenant.options.webhook?.url ?? ''
      const { id } = await tenant.api.registerWebhook({ target: `${url}?again`, events: ['users:activity'] })
      const all = await tenant.api.webhooks()
      confirm(
        all.some((one) => one.id === id),
        'the webhook is not listed',
      )
      return `registered, and listed among ${all.length}`
    },
  },
  {
    id: 'EA22',
    states: 'The handshake is a POST with X-Hook-Secret and without a signature.',
    basis: 'inferred',
    needs: ['webhook'],
    check: async (tenant) => {
      const [first] = tenant.receiver.handshakes
      confirm(first !== undefined, 'no request with X-Hook-Secret came')
      confirm(first.method === 'POST', `it is a ${first.method}`)
      confirm(first.headers[signatureHeader] === undefined, 'it is signed')
      return `a POST with ${String(first.headers[secretHeader]).length} characters of secret`
    },
  },
  {
    id: 'EA23',
    states:
      'X-Hook-Signature is the HMAC-SHA256 of the raw body under the secret as text, in lower-case hex without a prefix.',
    basis: 'inferred',
    needs: ['webhook'],
    check: async (tenant) => {
      const { question } = await tenant.asked()
      const seen = String(question.headers[signatureHeader])
      const fits = tenant.receiver.secrets.map((secret) => formOf(question, secret)).find((form) => form !== undefined)
      confirm(fits !== undefined, `${seen} is none of the forms that were thought of`)
      confirm(fits === 'hex of the body', `it is ${fits}`)
      return seen
    },
  },
  {
    id: 'EA24',
    states: 'Whoever an answer names is invited, not joined outright: usersInvited has them, and solver does not yet.',
    basis: 'inferred',
    needs: ['webhook'],
    check: async (tenant) => {
      const { chat, named } = await answeredWith(tenant, (agent) => ({ body: JSON.stringify({ agentId: agent }) }), 0)
      const { solver, status } = chat
      confirm(invited(chat).includes(named), `usersInvited is ${JSON.stringify(chat['usersInvited'])}`)
      confirm(solver !== named, `they are the solver at once; status is ${status}`)
      return `invited; status ${status}`
    },
  },
  ...(
    [
      ['EA27', '{"agentId":"<id>"}', (id) => ({ body: JSON.stringify({ agentId: id }) })],
      ['EA34', '{"agent":"<id>"}', (id) => ({ body: JSON.stringify({ agent: id }) })],
      ['EA35', '{"id":"<id>"}', (id) => ({ body: JSON.stringify({ id }) })],
      ['EA36', 'the bare id as text', (id) => ({ body: id, contentType: 'text/plain; charset=utf-8' })],
    ] as readonly (readonly [string, string, (id: string) => Reply])[]
  ).map(([id, shape, reply]): Assumption => ({
    id,
    states: `An answer of the shape ${shape} is understood${id === 'EA27' ? ' (what we answer by default)' : ''}.`,
    basis: 'unknown',
    needs: ['webhook'],
    check: async (tenant) => {
      const seen: string[] = []
      // Once the platform's own choice might be the same.
      for (let time = 0; time < 3; time++) {
        const { chat, named } = await answeredWith(tenant, reply, time)
        confirm(taken(chat).includes(named), `${named} was named, and ${JSON.stringify(taken(chat))} was taken`)
        seen.push(named)
      }
      return `${seen.join(', ')} were named and taken`
    },
  })),
  {
    id: 'EA26',
    states: 'Of several webhooks for chats:assign the answer of the first that was registered counts.',
    basis: 'unknown',
    needs: ['webhook', 'person'],
    check: () =>
      Promise.reject(
        new NotTried(
          'a person: register a second webhook, see whose answer counts, and remove it again: no route does',
        ),
      ),
  },
  {
    id: 'EA37',
    states: 'To an answer other than 200 the platform chooses itself, as to a blank one.',
    basis: 'unknown',
    needs: ['webhook'],
    check: async (tenant) => {
      const { id } = await tenant.asked(() => ({ status: 500, body: 'no' }))
      const chat = await tenant.chatOnce(id, (now) => taken(now).length > 0)
      confirm(taken(chat).length > 0, 'nobody was chosen')
      return `${taken(chat).join(', ')} was chosen`
    },
  },
  {
    id: 'EA38',
    states: 'A delivery that failed is not sent again.',
    basis: 'unknown',
    needs: ['webhook', 'person'],
    check: () =>
      Promise.reject(
        new NotTried('a person: let the webhook fail for a while, and see in its journal whether anything comes twice'),
      ),
  },
]

const wanted = (
  asked: Received,
): readonly { readonly id: string; readonly capacity: number; readonly status: string }[] =>
  asked.payload.data['agents'] as never

/** A chat whose question was answered with somebody whom the platform would not take for their room; `turn` names others. */
async function answeredWith(
  tenant: Tenant,
  reply: (id: string) => Reply,
  turn: number,
): Promise<{ readonly chat: Awaited<ReturnType<Tenant['chatOnce']>>; readonly named: string }> {
  let [named, able] = ['', 0]
  const { id } = await tenant.asked((asked) => {
    const all = wanted(asked).filter(({ capacity, status }) => capacity > 0 && /^online$/i.test(status))
    able = all.length
    // Its default is whoever has most room.
    named = all.sort((a, b) => a.capacity - b.capacity)[turn % Math.max(1, all.length)]?.id ?? ''
    return reply(named)
  })
  if (able < 2) throw new NotTried('it takes two agents online in the queue with room, so that there is a choice')
  return { named, chat: await tenant.chatOnce(id, (now) => taken(now).length > 0) }
}

function invited(chat: Readonly<Record<string, unknown>>): readonly string[] {
  return Array.isArray(chat['usersInvited']) ? chat['usersInvited'].map(String) : []
}

/** Whom the platform took: invited, or joined outright. */
function taken(chat: Readonly<Record<string, unknown>> & { readonly solver?: string | undefined }): readonly string[] {
  return [...invited(chat), ...(chat.solver === undefined || chat.solver === '' ? [] : [chat.solver])]
}

/** Which of the forms that a signature might have this one has. */
function formOf({ body, headers, payload }: Received, secret: string): string | undefined {
  const seen = String(headers[signatureHeader])
  const inputs = { 'the body': body, 'the JSON of its data': Buffer.from(JSON.stringify(payload.data)) }
  for (const [input, bytes] of Object.entries(inputs)) {
    const digest = createHmac('sha256', secret).update(bytes).digest()
    const forms = {
      hex: digest.toString('hex'),
      'upper-case hex': digest.toString('hex').toUpperCase(),
      base64: digest.toString('base64'),
    }
    for (const [form, text] of Object.entries(forms)) {
      if (seen === text) return `${form} of ${input}`
      if (seen === `sha256=${text}`) return `${form} of ${input} after sha256=`
    }
  }
  return undefined
}
