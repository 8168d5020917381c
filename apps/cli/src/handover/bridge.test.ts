import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, request as httpRequest, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmulator, type Emulator } from '@pointsman/emulator'
import { AgentChatApi } from '@pointsman/inbenta/api'
import { serve, type Running } from '@pointsman/webhook'
import { afterEach, expect, test } from 'vitest'
import { actionsStandIn } from '../testing/actions-stand-in.ts'

const closers: (() => Promise<unknown> | void)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

/** Somebody who answers HTTP. */
async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  )
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

type Fate = (method: string | undefined, path: string | undefined) => 'through' | 'before' | 'after'

/** Resolves when the answer may go on its way back. */
type Slow = (method: string | undefined, path: string | undefined) => Promise<void>

/** In front of Agent Chat: fails some requests before they arrive, and others after they were taken. */
function faulty(target: string, fate: Fate, slow: Slow): Promise<string> {
  const { hostname, port } = new URL(target)
  return listening(
    createServer((incoming, outgoing) => {
      const now = fate(incoming.method, incoming.url)
      if (now === 'before') return void incoming.resume().on('end', () => outgoing.writeHead(500).end())
      const { method, url: path, headers } = incoming
      const onward = httpRequest({ hostname, port, method, path, headers }, (came) => {
        if (now === 'after') return void came.resume().on('end', () => outgoing.writeHead(500).end())
        const back = async (): Promise<void> => {
          await slow(method, path)
          outgoing.writeHead(came.statusCode ?? 500, came.headers)
          came.pipe(outgoing)
        }
        void back()
      })
      onward.on('error', () => outgoing.writeHead(502).end())
      incoming.pipe(onward)
    }),
  )
}

interface Place {
  readonly emulator: Emulator
  readonly running: Running
  readonly heard: ReadonlyMap<string, readonly string[]>
  readonly api: AgentChatApi
  say(event: object): Promise<Response>
}

async function place({
  agents = 40,
  slots = 50,
  fate = () => 'through' as const,
  fails = () => false,
  slow = () => Promise.resolve(),
}: {
  agents?: number
  slots?: number
  fate?: Fate
  fails?: () => boolean
  slow?: Slow
} = {}): Promise<Place> {
  const emulator = await startEmulator({
    agents: Array.from({ length: agents }, (_, i) => ({ id: `agent-${i}`, slots, queues: new Set(['2']) })),
    settings: { mode: 'queue', acceptance: 'join' },
  })
  closers.push(() => emulator.stop())
  const { url: actionsUrl, heard, stop } = await actionsStandIn(fails)
  closers.push(stop)
  const folder = await mkdtemp(join(tmpdir(), 'bridge-'))
  closers.push(() => rm(folder, { recursive: true }))
  const { appId, secret } = emulator.credentials
  const file = join(folder, 'pointsman.json')
  await writeFile(
    file,
    JSON.stringify({
      inbenta: { secrets: ['hook-secret'] },
      journal: false,
      chatlayer: {
        verifyToken: 'verify',
        payload: { queues: { billing: '2' } },
        agentChat: { url: `${await faulty(emulator.url, fate, slow)}/v1`, appId, secret },
        actions: { url: actionsUrl, token: 'actions-token' },
        nobody: 'Nobody is there just now.',
      },
    }),
  )
  const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined }
  const running = await serve({ config: file, port: 0, host: '127.0.0.1', environment: {}, signals: false, log })
  closers.push(() => running.stop())
  emulator.addWebhook(`${running.url}/webhooks/inbenta`, {
    secret: 'hook-secret',
    events: ['chats:assign', 'messages:new', 'chats:close'],
  })
  return {
    emulator,
    running,
    heard,
    api: new AgentChatApi({ url: `${emulator.url}/v1`, credentials: { appId, secret } }),
    say: (event) =>
      fetch(`${running.url}/webhooks/chatlayer?challenge.verifyToken=verify`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ botId: 'bot', version: 'LIVE', timestamp: '2026-01-05T10:00:00.000Z', ...event }),
      }),
  }
}

const words = (session: string, id: string, text: string): object => ({
  event: 'messages',
  sessionId: session,
  messages: [{ actor: 'user', message: { messageType: 'text', text, id, sender: { id: session } } }],
})

const offload = (session: string): object => ({
  event: 'offload',
  sessionId: session,
  payload: { queue: 'billing' },
  transcript: [
    { actor: 'bot', message: { text: 'Hi' }, timestamp: '2026-01-05T09:59:00.000Z' },
    {
      actor: 'user',
      message: {
        messageType: 'text',
        text: 'a human please',
        id: `${session}-0`,
        sender: { id: session, preferredLanguage: 'en' },
      },
      timestamp: '2026-01-05T09:59:30.000Z',
    },
  ],
})

const count = process.env['POINTSMAN_LONG'] === undefined ? 100 : 1000

test(
  `HV5 ${count} conversations cross both ways in order, nothing lost or doubled, with repeats and failures on every side`,
  async () => {
    let drawn = 7
    const draw = (): number => (drawn = (drawn * 48_271) % 2_147_483_647) / 2_147_483_647
    const fate = (): 'through' | 'before' | 'after' => {
      const at = draw()
      return at < 0.04 ? 'before' : at < 0.08 ? 'after' : 'through'
    }
    const { emulator, heard, api, say } = await place({ fate, fails: () => draw() < 0.05 })
    const sessions = Array.from({ length: count }, (_, i) => `session-${i}`)
    const converse = async (session: string): Promise<void> => {
      for (let taken = false; !taken;) {
        const answer = (await (await say(offload(session))).json()) as { offloadSuccess: boolean }
        // Where Agent Chat failed the customer is told so, and asks once more.
        taken = answer.offloadSuccess
      }
      // One that was begun in vain was closed again.
      const chat = emulator.platform.chats.all().find(({ isOpen, traits }) => isOpen && traits.externalId === session)
      if (chat === undefined) throw new Error(`there is no chat of ${session}`)
      await expect.poll(() => chat.solver, { timeout: 20_000 }).not.toBe('')
      const sender = chat.solver
      for (const n of [1, 2, 3]) {
        const event = words(session, `${session}-${n}`, `question ${n}`)
        expect([(await say(event)).status, (await say(event)).status]).toEqual([200, 200])
        await api.sendMessage({ chatId: chat.id, sender, message: `answer ${n}` })
      }
      // What was in the transcript comes once more by itself.
      await say(words(session, `${session}-0`, 'a human please'))
    }
    const lanes = 60
    await Promise.all(
      Array.from({ length: lanes }, async (_, lane) => {
        for (let i = lane; i < sessions.length; i += lanes) await converse(sessions[i] as string)
      }),
    )
    const said = (session: string): readonly string[] => {
      const chat = emulator.platform.chats.all().find(({ isOpen, traits }) => isOpen && traits.externalId === session)
      return chat?.messages.filter(({ sender }) => sender === chat.creator.id).map(({ message }) => message) ?? []
    }
    const all = ['a human please', 'question 1', 'question 2', 'question 3']
    await expect
      .poll(() => sessions.filter((session) => said(session).length < all.length), { timeout: 60_000 })
      .toEqual([])
    for (const session of sessions) expect(said(session)).toEqual(all)
    for (const chat of emulator.platform.chats.all()) if (chat.isOpen) await api.closeChat(chat.id)
    const back = ['answer 1', 'answer 2', 'answer 3', '{"setBotPaused":false}']
    const theirs = (session: string): readonly string[] =>
      (heard.get(session) ?? []).filter((text) => text !== 'Nobody is there just now.')
    await expect
      .poll(() => sessions.filter((session) => theirs(session).length < back.length), { timeout: 60_000 })
      .toEqual([])
    for (const session of sessions) expect(theirs(session)).toEqual(back)
  },
  180_000 * (count > 500 ? 4 : 1),
)

test('HV4 nobody there: the bot goes on, the customer is told so once, and no chat is left behind', async () => {
  const { emulator, heard, say } = await place({ agents: 0 })
  for (let twice = 0; twice < 2; twice++) {
    expect(await (await say(offload('s'))).json()).toEqual({ offloadSuccess: false, pauseBot: false })
  }
  await expect.poll(() => heard.get('s')).toEqual(['Nobody is there just now.'])
  expect(emulator.platform.chats.all()).toEqual([])
})

test('HV26 an offload that fails behind the making of its chat leaves none behind, and may be asked for again', async () => {
  let failing = true
  const { emulator, say } = await place({
    fate: (method, path) =>
      failing && method === 'GET' && path?.endsWith('/messages') === true ? 'before' : 'through',
  })
  expect(await (await say(offload('s'))).json()).toEqual({ offloadSuccess: false, pauseBot: false })
  const open = (): readonly boolean[] => emulator.platform.chats.all().map(({ isOpen }) => isOpen)
  await expect.poll(open).toEqual([false])
  failing = false
  const again = { ...offload('s'), timestamp: '2026-01-05T10:01:00.000Z' }
  expect(await (await say(again)).json()).toEqual({ offloadSuccess: true, pauseBot: true })
  expect(open()).toEqual([false, true])
})

test('HV26 a chat that was made though the answer was lost is the one that is used', async () => {
  const { emulator, say } = await place({
    fate: (method, path) => (method === 'POST' && path === '/v1/chats' ? 'after' : 'through'),
  })
  expect(await (await say(offload('s'))).json()).toEqual({ offloadSuccess: true, pauseBot: true })
  expect(emulator.platform.chats.all().length).toBe(1)
})

test('HV39 a chat that waits to be closed is not closed while the next offload is being given it', async () => {
  let failing = true
  let closing: () => void = () => undefined
  const closed = new Promise<void>((resolve) => (closing = resolve))
  const { emulator, heard, say } = await place({
    fate: (method, path) => {
      if (failing) return path?.endsWith('/messages') === true || method === 'DELETE' ? 'before' : 'through'
      if (method === 'DELETE') closing()
      return 'through'
    },
    // Agent Chat takes longer over telling how the chat is than the outbox waits before it closes it.
    slow: (method, path) =>
      !failing && method === 'GET' && /^\/v1\/chats\/[^/]+$/.test(path ?? '')
        ? Promise.race([closed, new Promise<void>((resolve) => setTimeout(resolve, 1500))])
        : Promise.resolve(),
  })
  expect(await (await say(offload('s'))).json()).toEqual({ offloadSuccess: false, pauseBot: false })
  failing = false
  const again = { ...offload('s'), timestamp: '2026-01-05T10:01:00.000Z' }
  expect(await (await say(again)).json()).toEqual({ offloadSuccess: true, pauseBot: true })
  expect(emulator.platform.chats.all().map(({ isOpen }) => isOpen)).toEqual([true])
  expect(heard.get('s')).toEqual(['Nobody is there just now.'])
})
