import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Fact } from '@pointsman/core'
import { readRecording } from '@pointsman/recording'
import { serve, type Running } from '@pointsman/webhook'
import { afterEach, expect, test } from 'vitest'
import { actionsStandIn } from '../testing/actions-stand-in.ts'
import { freePort } from '../testing/killable.ts'
import { hashOf } from '../testing/hash-of-session.ts'
import { aivoStandIn, botToken, type AivoStandIn, type Fate, type Room } from '../testing/aivo-stand-in.ts'

const closers: (() => Promise<unknown> | void)[] = []

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

interface Place {
  readonly aivo: AivoStandIn
  readonly running: Running
  readonly folder: string
  readonly heard: ReadonlyMap<string, readonly string[]>
  readonly logged: readonly string[]
  say(event: object): Promise<Response>
  tell(event: string): Promise<Response>
  /** Takes it down, so that what was written can be read. */
  end(): Promise<void>
}

async function place({
  fate,
  fails,
  forwards = true,
  folder: given,
  queue = {},
}: {
  fate?: (kind: 'queue' | 'message') => Fate
  fails?: () => boolean
  forwards?: boolean
  folder?: string
  queue?: object
} = {}): Promise<Place> {
  const aivo = await aivoStandIn(fate)
  const actions = await actionsStandIn(fails)
  const folder = given ?? (await mkdtemp(join(tmpdir(), 'with-aivo-')))
  closers.push(
    () => rm(folder, { recursive: true, force: true }),
    () => aivo.stop(),
    () => actions.stop(),
  )
  const file = join(folder, 'pointsman.json')
  const message = { url: aivo.messageUrl, body: { conversation: '{room}', text: '{text}', from: 'user {hash}' } }
  await writeFile(
    file,
    JSON.stringify({
      inbenta: { secrets: ['hook-secret'] },
      aivo: {
        token: 'aivo-token',
        queue: { botId: 1000, botToken, url: aivo.queueUrl, withinMs: 2000, ...queue },
        ...(forwards ? { message } : {}),
      },
      chatlayer: {
        verifyToken: 'verify',
        payload: { queues: { billing: '2179' } },
        aivo: true,
        actions: { url: actions.url, token: 'actions-token' },
        nobody: nobodyThere,
      },
      admin: { token: 'admin-token' },
    }),
  )
  const logged: string[] = []
  const hear = (fields: object, message: string): void => void logged.push(`${message} ${JSON.stringify(fields)}`)
  const log = { debug: hear, info: hear, warn: hear, error: hear }
  const running = await serve({ config: file, port: 0, host: '127.0.0.1', environment: {}, signals: false, log })
  let over = false
  const end = async (): Promise<void> => {
    if (!over) await running.stop()
    over = true
  }
  closers.push(end)
  const post = (path: string, body: string): Promise<Response> =>
    fetch(`${running.url}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return {
    aivo,
    running,
    folder,
    heard: actions.heard,
    logged,
    end,
    say: (event) =>
      post(
        '/webhooks/chatlayer?challenge.verifyToken=verify',
        JSON.stringify({ botId: 'bot', version: 'LIVE', timestamp: '2026-01-05T10:00:00.000Z', ...event }),
      ),
    tell: (event) => post('/webhooks/aivo?token=aivo-token', event),
  }
}

const words = (session: string, id: string, text: string): object => ({
  event: 'messages',
  sessionId: session,
  messages: [{ actor: 'user', message: { messageType: 'text', text, id, sender: { id: session } } }],
})

/** The n-th time that the customer asks. */
const offload = (session: string, n = 0): object => ({
  event: 'offload',
  sessionId: session,
  timestamp: new Date(Date.UTC(2026, 0, 5, 10) + n * 1000).toISOString(),
  payload: { queue: 'billing' },
  transcript: [
    {
      actor: 'user',
      message: {
        messageType: 'text',
        text: 'a human please',
        id: `${session}-0`,
        sender: { id: session, firstname: 'Eva', preferredLanguage: 'en' },
      },
    },
  ],
})

const attended = { agent: { name: 'Tomas', nickname: 'tom', groupId: 2179 } }
const saying = (value: string): object => ({ action: 'text', value, source: 'agent' })

async function factsOf(folder: string): Promise<readonly Fact[]> {
  const facts: Fact[] = []
  const recording = readRecording(join(folder, 'journal'), { strict: true })
  for await (const batch of recording.batches())
    for (const item of batch) if (item.kind === 'facts') facts.push(...item.facts)
  return facts
}

const nobodyThere = 'Nobody is there just now.'
const resumed = '{"setBotPaused":false}'
const paused = '{"setBotPaused":true}'

test('HV30 an offload is put in Aivo’s queue; what is said crosses both ways; at the close the bot speaks again', async () => {
  const { aivo, end, folder, heard, say, tell, logged } = await place()
  expect(await (await say(offload('s'))).json()).toEqual({ offloadSuccess: true, pauseBot: true })
  // Asked twice it is answered alike.
  expect(await (await say(offload('s'))).json()).toEqual({ offloadSuccess: true, pauseBot: true })
  expect(await (await say(offload('s', 1))).json()).toEqual({ offloadSuccess: true, pauseBot: true })
  expect(aivo.rooms).toMatchObject([{ groups: [2179], firstname: 'Eva' }])
  const [room] = aivo.rooms as [Room]
  for (let twice = 0; twice < 2; twice++) {
    expect((await say(words('s', 's-0', 'a human please'))).status).toBe(200)
    expect((await say(words('s', 's-1', 'question {text}'))).status).toBe(200)
  }
  expect((await tell(aivo.event('attended', room, attended))).status).toBe(200)
  const hello = aivo.event('messageToClient', room, saying('hello'))
  for (let twice = 0; twice < 2; twice++) expect((await tell(hello)).status).toBe(200)
  const closing = aivo.event('close', room, { reason: 'agent' })
  for (let twice = 0; twice < 2; twice++) expect((await tell(closing)).status).toBe(200)
  await expect.poll(() => heard.get('s')).toEqual(['hello', resumed])
  await expect.poll(() => room.said).toEqual(['question {text}'])
  await end()
  const facts = await factsOf(folder)
  expect(facts.map(({ kind, chat }) => [kind, chat])).toEqual(
    ['arrived', 'accepted', 'closed'].map((kind) => [kind, room.id]),
  )
  expect(facts[0]).toMatchObject({ queue: '2179', customer: expect.stringMatching(/^~/) })
  const written = await readFile(join(folder, 'state', 'aivo-queue.ndjson'), 'utf8')
  for (const text of [written, logged.join('\n')]) {
    for (const secret of [botToken, 'Eva', 'hello', 'question']) expect(text).not.toContain(secret)
  }
})

const count = process.env['POINTSMAN_LONG'] === undefined ? 150 : 1000

test(
  `HV31 ${count} conversations with repeats and failures on every side: each wish leaves once, nothing that was said is lost or doubled`,
  async () => {
    let drawn = 11
    const draw = (): number => (drawn = (drawn * 48_271) % 2_147_483_647) / 2_147_483_647
    const fate = (kind: 'queue' | 'message'): Fate => {
      const at = draw()
      // Whether a message arrived whose answer was lost cannot be looked up: it comes twice then, as is said.
      return at < 0.04 ? 'before' : at < 0.08 && kind === 'queue' ? 'after' : 'through'
    }
    const { aivo, end, folder, heard, say, tell } = await place({ fate, fails: () => draw() < 0.05 })
    const sessions = Array.from({ length: count }, (_, i) => `session-${i}`)
    const hashes = new Map(sessions.map((session) => [hashOf(session), session]))
    const of = ({ hash }: Room): string | undefined => hashes.get(hash)
    const asked = new Map<string, number>()
    const known = new Set<Room>()
    const mine = new Map<string, Room>()
    const attend = async (room: Room, name: string): Promise<void> => {
      await tell(aivo.event('attended', room, attended))
      for (const n of [1, 2, 3]) {
        const event = aivo.event('messageToClient', room, saying(`${name} ${n}`))
        expect([(await tell(event)).status, (await tell(event)).status]).toEqual([200, 200])
      }
    }
    const close = (room: Room): Promise<Response> => tell(aivo.event('close', room, { reason: 'agent' }))
    const converse = async (session: string): Promise<void> => {
      for (let n = 0; ; n++) {
        asked.set(session, n + 1)
        const answers = await Promise.all([say(offload(session, n)), say(offload(session, n))])
        const taken = await Promise.all(answers.map(async (one) => ((await one.json()) as Answer).offloadSuccess))
        expect(taken[0]).toBe(taken[1])
        const room = aivo.rooms.find((one) => !known.has(one) && of(one) === session)
        if (room !== undefined) known.add(room)
        if (taken[0] === true) {
          mine.set(session, room as Room)
          break
        }
        // Where the answer was lost somebody attends them all the same, and that is over before they ask again.
        if (room === undefined) continue
        await attend(room, 'late')
        await close(room)
      }
      const room = mine.get(session) as Room
      for (const n of [1, 2, 3]) {
        const event = words(session, `${session}-${n}`, `question ${n}`)
        expect([(await say(event)).status, (await say(event)).status]).toEqual([200, 200])
      }
      await attend(room, 'answer')
      await close(room)
    }
    await Promise.all(
      Array.from({ length: 60 }, async (_, lane) => {
        for (let i = lane; i < sessions.length; i += 60) await converse(sessions[i] as string)
      }),
    )
    for (const [hash, session] of hashes) expect(aivo.calls.get(hash)).toBe(asked.get(session))
    const questions = ['question 1', 'question 2', 'question 3']
    await expect
      .poll(() => sessions.filter((session) => (mine.get(session)?.said.length ?? 0) < 3), { timeout: 60_000 })
      .toEqual([])
    for (const session of sessions) expect(mine.get(session)?.said).toEqual(questions)
    const told = (session: string): readonly string[] => [
      ...aivo.rooms
        .filter((room) => of(room) === session)
        .flatMap((room) => [1, 2, 3].map((n) => `${room === mine.get(session) ? 'answer' : 'late'} ${n}`)),
      resumed,
    ]
    // Whose turn it was between two conversations is not told where the second had begun by then.
    const theirs = (session: string): readonly string[] => {
      const all = (heard.get(session) ?? []).filter((text) => text !== nobodyThere && text !== paused)
      return all.filter((text, i) => text !== resumed || i === all.length - 1)
    }
    await expect
      .poll(() => sessions.filter((session) => theirs(session).length < told(session).length), { timeout: 60_000 })
      .toEqual([])
    for (const session of sessions) expect(theirs(session)).toEqual(told(session))
    // Some were queued though the answer was lost.
    expect(aivo.rooms.length).toBeGreaterThan(count)
    await end()
    const facts = await factsOf(folder)
    const arrived = facts.filter(({ kind }) => kind === 'arrived').map(({ chat }) => chat)
    expect(arrived.toSorted()).toEqual(aivo.rooms.map(({ id }) => id))
  },
  180_000 * (count > 500 ? 4 : 1),
)

interface Answer {
  readonly offloadSuccess: boolean
}

test('HV32 a queue call whose answer was lost is not made again; the room is learned from the first event with the user’s hash', async () => {
  let lost = true
  const { aivo, end, folder, heard, say, tell } = await place({ fate: () => (lost ? 'after' : 'through') })
  const nobody = { offloadSuccess: false, pauseBot: false }
  for (let twice = 0; twice < 2; twice++) expect(await (await say(offload('s'))).json()).toEqual(nobody)
  expect(aivo.rooms.length).toBe(1)
  const [room] = aivo.rooms as [Room]
  // It says nothing of the user.
  await tell(aivo.event('attended', room, attended))
  await tell(aivo.event('messageToClient', room, saying('here I am')))
  lost = false
  await say(words('s', 's-1', 'there you are'))
  await tell(aivo.event('close', room))
  await expect.poll(() => heard.get('s')).toEqual([nobodyThere, paused, 'here I am', resumed])
  await expect.poll(() => room.said).toEqual(['there you are'])
  // The same offload once more, long after: it is over.
  expect(await (await say(offload('s'))).json()).toEqual(nobody)
  // They ask anew: that is another wish.
  expect(await (await say(offload('s', 60))).json()).toEqual({ offloadSuccess: true, pauseBot: true })
  expect(aivo.rooms.length).toBe(2)
  await end()
  const arrived = (await factsOf(folder)).filter(({ kind }) => kind === 'arrived')
  expect(arrived.map(({ chat }) => chat)).toEqual(aivo.rooms.map(({ id }) => id))
})

test('HV33 nobody is queued: no group, a refusal, nobody to ask; the customer is told, and may ask again', async () => {
  const { aivo, heard, logged, say } = await place({ queue: { url: `http://127.0.0.1:${await freePort()}/queue` } })
  const nobody = { offloadSuccess: false, pauseBot: false }
  expect(await (await say({ ...offload('a'), payload: { queue: 'sales' } })).json()).toEqual(nobody)
  for (let twice = 0; twice < 2; twice++) expect(await (await say(offload('b'))).json()).toEqual(nobody)
  expect(aivo.calls.size).toBe(0)
  await expect.poll(() => [heard.get('a'), heard.get('b')]).toEqual([[nobodyThere], [nobodyThere]])
  // It is certain that nothing was taken, so that the same offload may be tried once more.
  expect(logged.filter((line) => line.startsWith('a queue call was refused'))).toHaveLength(2)
})

test('HV34 whoever runs a bot of their own queues through us, once for each id, or tells that they did', async () => {
  let fate: Fate = 'through'
  const { aivo, end, folder, running, tell } = await place({ fate: () => fate, forwards: false })
  const queue = async (body: object, token = 'admin-token'): Promise<readonly [number, unknown]> => {
    const headers = { authorization: `Bearer ${token}` }
    const response = await fetch(`${running.url}/aivo/queue`, { method: 'POST', headers, body: JSON.stringify(body) })
    return [response.status, await response.json()]
  }
  const user = { hash: 'u7f3a9', firstname: 'Eva', email: 'eva@example.test' }
  const wish = { id: 'w1', groups: [2179], user }
  expect((await queue(wish, 'aivo-token'))[0]).toBe(401)
  expect(await queue({ groups: [], user })).toEqual([
    400,
    { error: { code: 400, message: expect.stringMatching(/^groups/) } },
  ])
  expect((await queue({ ...wish, user: { ...user, hash: 'a b' } }))[0]).toBe(400)
  const [first, second] = await Promise.all([queue(wish), queue(wish)])
  for (const answer of [first, second, await queue(wish)])
    expect(answer).toEqual([200, { conversationId: aivo.rooms[0]?.id }])
  fate = 'after'
  const other = { ...wish, id: 'w2' }
  for (let twice = 0; twice < 2; twice++) expect((await queue(other))[0]).toBe(504)
  expect(aivo.rooms.length).toBe(2)
  const own =
    '{"name":"pointsman:queued","roomId":"own","timestamp":1767607200000000001,"botId":1000,"data":{"hash":"h9","groups":[5]}}'
  expect((await tell(own)).status).toBe(200)
  expect((await tell(own.replace('[5]', '[]'))).status).toBe(400)
  const [, lost] = aivo.rooms as readonly [Room, Room]
  expect((await tell(aivo.event('transfer', lost, { originGroup: 2179, target: 5 }))).status).toBe(200)
  const gone = await fetch(`${running.url}/aivo/conversations/${lost.id}`, {
    method: 'DELETE',
    headers: { authorization: 'Bearer admin-token' },
  })
  expect(gone.status).toBe(404)
  await end()
  const arrived = (await factsOf(folder)).filter(({ kind }) => kind === 'arrived')
  expect(arrived.map(({ chat }) => chat).toSorted()).toEqual([...aivo.rooms.map(({ id }) => id), 'own'])
})

test('HV35 without the way to post them customers’ words go nowhere, and that is said; whom nothing told that it is over is told by an admin', async () => {
  const { aivo, heard, logged, running, say } = await place({ forwards: false })
  expect(logged.join('\n')).toMatch(/without "aivo.message" nothing that customers say reaches/)
  await say(offload('s'))
  expect((await say(words('s', 's-1', 'question'))).status).toBe(200)
  const end = (): Promise<Response> =>
    fetch(`${running.url}/aivo/conversations/${aivo.rooms[0]?.id}`, {
      method: 'DELETE',
      headers: { authorization: 'Bearer admin-token' },
    })
  expect([(await end()).status, (await end()).status]).toEqual([204, 404])
  await expect.poll(() => heard.get('s')).toEqual([resumed])
  // A day later the bot asks again: nobody has it any more, told or not.
  await say(offload('t'))
  expect(await (await say(offload('t', 86_400))).json()).toEqual({ offloadSuccess: true, pauseBot: true })
  expect(aivo.rooms.length).toBe(3)
})
