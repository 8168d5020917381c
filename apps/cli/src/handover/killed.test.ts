import { writeFileSync } from 'node:fs'
import { AgentChatApi, type ApiChat } from '@pointsman/inbenta/api'
import { afterEach, expect, test } from 'vitest'
import { actionsStandIn } from '../testing/actions-stand-in.ts'
import { freePort, killable, type Killable } from '../testing/killable.ts'
import { temporary } from '../testing/temporary.ts'

const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** Tries until it works: whoever is called may be dead just now. */
async function insist<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  let found: T | undefined
  await expect
    .poll(async () => (found = await attempt().catch(() => undefined)) !== undefined, { timeout: 60_000, interval: 20 })
    .toBe(true)
  return found as T
}

interface Told {
  readonly session: string
  /** What the customer said in the chat, as Agent Chat has it. */
  readonly asked: readonly string[]
}

const count = process.env['POINTSMAN_LONG'] === undefined ? 90 : 1000

/** Conversations over the bridge; whom `victim` names is killed and started again when a third, and two, are over. */
async function converse(
  path: (name: string) => string,
  victim: 'the emulator' | 'the server',
): Promise<{ told: readonly Told[]; heard: ReadonlyMap<string, readonly string[]>; kills: number }> {
  const [platform, own] = [await freePort(), await freePort()]
  const { url, heard, stop } = await actionsStandIn()
  closers.push(stop)
  const credentials = { appId: 'the-app', secret: 'the-app-secret' }
  const config = {
    inbenta: { secrets: ['hook-secret'] },
    journal: false,
    state: './state',
    chatlayer: {
      verifyToken: 'verify',
      payload: { queues: { billing: '2' } },
      agentChat: { url: `http://127.0.0.1:${platform}/v1`, ...credentials },
      actions: { url, token: 'actions-token' },
    },
  }
  writeFileSync(path('pointsman.json'), JSON.stringify(config))
  const serve = killable(['serve', '--config', path('pointsman.json'), '--port', String(own)], /"url":"http/)
  const hook = ['--webhook', `http://127.0.0.1:${own}/webhooks/inbenta`, '--secret', 'hook-secret']
  const keys = ['--app-id', credentials.appId, '--app-secret', credentials.secret]
  const emulate = killable(
    ['emulate', '--port', String(platform), '--state', path('emulated'), ...hook, ...keys],
    /REST API +http/,
  )
  for (const one of [serve, emulate]) {
    await one.start()
    closers.push(() => one.kill())
  }
  const api = new AgentChatApi({ url: `http://127.0.0.1:${platform}/v1`, credentials })
  const tell = (event: object): Promise<Response> =>
    insist(async () => {
      const response = await fetch(`http://127.0.0.1:${own}/webhooks/chatlayer?challenge.verifyToken=verify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ botId: 'bot', version: 'LIVE', timestamp: '2026-01-05T10:00:00.000Z', ...event }),
      })
      return response.status === 200 ? response : undefined
    })
  const sessions = Array.from({ length: count }, (_, i) => `session-${i}`)
  const chats = new Map<string, ApiChat>()
  let over = 0
  let kills = 0
  const killed: Killable = victim === 'the emulator' ? emulate : serve
  const mayKill = async (): Promise<void> => {
    if (over !== Math.round(count / 3) && over !== Math.round((2 * count) / 3)) return
    kills += 1
    await killed.kill()
    await killed.start()
  }
  const one = async (session: string): Promise<void> => {
    await insist(async () => {
      const answer = (await (
        await tell({ event: 'offload', sessionId: session, payload: { queue: 'billing' }, transcript: [] })
      ).json()) as {
        offloadSuccess: boolean
      }
      return answer.offloadSuccess ? true : undefined
    })
    // An offload that was under way when somebody was killed may leave another, which is closed again.
    const found = await insist(async () =>
      (await api.chats()).find(({ externalId, status }) => externalId === session && status !== 'closed'),
    )
    const taken = await insist(async () => {
      const chat = await api.chat(found.id)
      if (chat.status === 'active') return chat
      const [userId] = chat['usersInvited'] as readonly string[]
      if (userId !== undefined) await api.acceptInvitation({ chatId: chat.id, userId })
      return undefined
    })
    chats.set(session, taken)
    for (const n of [1, 2, 3]) {
      const message = { messageType: 'text', text: `question ${n}`, id: `${session}-${n}`, sender: { id: session } }
      await tell({ event: 'messages', sessionId: session, messages: [{ actor: 'user', message }] })
      // An agent sees what is in the chat, and says again what is not.
      await insist(async () => {
        const said = (await api.messages(taken.id)).some((one) => one.message === `answer ${n}`)
        if (said) return true
        await api.sendMessage({ chatId: taken.id, sender: taken.solver ?? '', message: `answer ${n}` })
        return true
      })
    }
    // Whoever closes has read the last question.
    await insist(async () => ((await questions(taken)).length >= 3 ? true : undefined))
    await insist(async () => {
      if ((await api.chat(taken.id)).status !== 'closed') await api.closeChat(taken.id)
      return true
    })
    over += 1
    await mayKill()
  }
  const questions = async ({ creator, id }: ApiChat): Promise<readonly string[]> =>
    (await api.messages(id)).filter(({ sender }) => sender === creator).map(({ message }) => String(message))
  await Promise.all(
    Array.from({ length: 6 }, async (_, lane) => {
      for (let i = lane; i < sessions.length; i += 6) await one(sessions[i] as string)
    }),
  )
  const resumed = '{"setBotPaused":false}'
  await expect
    .poll(() => sessions.filter((session) => heard.get(session)?.includes(resumed) !== true), { timeout: 90_000 })
    .toEqual([])
  const told = await Promise.all(
    sessions.map(async (session) => ({ session, asked: await questions(chats.get(session) as ApiChat) })),
  )
  await Promise.all([serve.kill(), emulate.kill()])
  return { told, heard, kills }
}

const all = ['answer 1', 'answer 2', 'answer 3', '{"setBotPaused":false}']

test(
  'HV8 the server killed and started again midway: nothing lost, and twice at most the answers that were under way',
  () =>
    temporary({}, async (path) => {
      const { told, heard, kills } = await converse(path, 'the server')
      expect(kills).toBe(2)
      for (const { asked } of told) expect(asked).toEqual(['question 1', 'question 2', 'question 3'])
      let twice = 0
      for (const { session } of told) {
        const theirs = heard.get(session) ?? []
        // In order, and one that comes again comes right behind itself.
        expect(theirs.filter((text, i) => text !== theirs[i - 1])).toEqual(all)
        twice += theirs.length - all.length
      }
      expect(twice).toBeLessThanOrEqual(6 * kills)
    }),
  240_000 * (count > 500 ? 4 : 1),
)

test(
  'HV9 Agent Chat killed and started again midway: nothing lost and nothing doubled; what it never told comes before the bot speaks',
  () =>
    temporary({}, async (path) => {
      const { told, heard, kills } = await converse(path, 'the emulator')
      expect(kills).toBe(2)
      for (const { asked } of told) expect(asked).toEqual(['question 1', 'question 2', 'question 3'])
      for (const { session } of told) {
        const theirs = heard.get(session) ?? []
        expect(theirs.toSorted()).toEqual(all.toSorted())
        expect(theirs.at(-1)).toBe(all.at(-1))
      }
    }),
  240_000 * (count > 500 ? 4 : 1),
)
