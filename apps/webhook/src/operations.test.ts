import { spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fixturePath, loadPayload } from '@pointsman/fixtures'
import { assignPayload, eventPayload } from './testing/payloads.ts'
import { plugins, writePlugin } from './testing/plugins.ts'
import { program, spawnServer } from './testing/spawn.ts'
import { secret, sign } from './testing/sign.ts'
import { discard, newFolder, start, type JournalLine, type TestServer } from './testing/start.ts'
import { serve } from './serve.ts'

const bearer = { authorization: 'Bearer the-admin-token' }

describe('shutting down', () => {
  test('O2 O4 SIGTERM: readiness off, and what is in flight is answered: in a plug-in, or with half of its bytes to come', async () => {
    const folder = await newFolder()
    const go = join(folder, 'go')
    const waits = `const { existsSync } = process.getBuiltinModule('node:fs')
      const still = new Int32Array(new SharedArrayBuffer(4))
      while (!existsSync(${JSON.stringify(go)})) Atomics.wait(still, 0, 0, 5)
      return 'whom-the-plug-in-names'`
    const plugin = await writePlugin(folder, 'waits', waits)
    const server = await spawnServer({ budgetMs: 4500, strategy: 'waits', plugins: [plugin] }, folder)
    const agents = [
      { id: 'whom-the-fallback-names', capacity: 9 },
      { id: 'whom-the-plug-in-names', capacity: 3 },
    ]
    const named = { agentId: 'whom-the-plug-in-names' }
    // As many as the plug-in has threads: one more would be answered by the fallback, and not be held up.
    const inPlugin = Array.from({ length: 2 }, (_, i) => server.post(assignPayload(agents, { id: `in-plug-in-${i}` })))
    const body = JSON.stringify(assignPayload([{ id: 'whom-the-plug-in-names', capacity: 9 }], { id: 'half-sent' }))
    const head = `X-Hook-Signature: ${sign(body)}\r\nContent-Length: ${body.length}\r\n\r\n`
    const posting = await halfSent(server, `POST /webhooks/inbenta HTTP/1.1\r\nHost: x\r\n${head}${body.slice(0, 50)}`)
    const asking = await halfSent(server, 'GET /readyz HTTP/1.1\r\nHost: x\r\n')
    expect((await server.get('/readyz')).status).toBe(200)
    await expect.poll(() => server.metric('pointsman_events_total{trigger="chats:assign"}'), { timeout: 3000 }).toBe(2)

    const ended = server.kill('SIGTERM')
    await expect.poll(() => refuses(server), { timeout: 4000, interval: 20 }).toBe(true)
    expect(await asking('\r\n')).toMatch(/^HTTP\/1.1 503 /)
    await writeFile(go, '')
    for (const response of await Promise.all(inPlugin)) {
      expect([response.status, response.headers.get('connection')]).toEqual([200, 'close'])
      expect(await response.json()).toEqual(named)
    }
    expect(await posting(body.slice(50))).toMatch(/^HTTP\/1.1 200 [^]*\{"agentId":"whom-the-plug-in-names"\}$/)
    expect(await ended).toBe(0)
    expect((await server.journal()).map(chatOf).sort()).toEqual(['half-sent', 'in-plug-in-0', 'in-plug-in-1'])
    await discard(folder)
  })

  test('O2 SIGTERM under load: the journal has all that was answered, what it has was answered, exit 0 within the budget', async () => {
    const budgetMs = 4000
    const server = await spawnServer({ budgetMs })
    const agents = Array.from({ length: 20 }, (_, i) => ({ id: `agent-${i}`, capacity: 5000 }))
    const answered = new Set<string>()
    const turnedAway: string[] = []
    const worker = async (n: number): Promise<void> => {
      for (let i = 0; ; i++) {
        const chat = `chat-${n}-${i}`
        try {
          await server.ask(assignPayload(agents, { id: chat }))
          answered.add(chat)
        } catch {
          turnedAway.push(chat)
          return
        }
      }
    }
    const workers = Array.from({ length: 8 }, (_, n) => worker(n))
    await expect.poll(() => answered.size, { timeout: 20_000 }).toBeGreaterThan(200)
    expect(turnedAway).toEqual([])
    const began = performance.now()
    expect(await server.kill('SIGTERM')).toBe(0)
    expect(performance.now() - began).toBeLessThan(budgetMs)
    await Promise.all(workers)
    // Whoever came too late was not connected, or cut off unheard: of a request that was heard there is a line.
    const recorded = new Set((await server.journal()).map(chatOf))
    expect([...answered].filter((chat) => !recorded.has(chat))).toEqual([])
    expect(turnedAway.filter((chat) => recorded.has(chat))).toEqual([])
    await discard(server.folder)
  })

  test('O2 connections are taken for as long as graceMs, and told that it is not ready', async () => {
    const graceMs = 1500
    const server = await start({ graceMs, budgetMs: 1000 })
    const began = performance.now()
    const ending = server.stop()
    expect((await server.get('/readyz')).status).toBe(503)
    expect((await server.get('/healthz')).status).toBe(200)
    const refused = async (): Promise<boolean> => {
      try {
        expect(await server.ask(assignPayload([{ id: 'late' }]))).toBe('late')
        return false
      } catch (error) {
        return (error as { cause?: { code?: string } }).cause?.code === 'ECONNREFUSED'
      }
    }
    await expect.poll(refused, { timeout: 5000 }).toBe(true)
    // A timer may be a millisecond early.
    expect(performance.now() - began).toBeGreaterThan(graceMs - 5)
    expect(await ending).toBe(0)
    await discard(server.folder)
  })

  test('O2 does not wait for a plug-in that is stuck in native code: everything is written down, then it ends by force', async () => {
    const folder = await newFolder()
    const path = await writePlugin(folder, 'sleeps-natively', plugins['sleeps-natively'])
    const budgetMs = 4500
    const server = await spawnServer({ budgetMs, strategy: 'sleeps-natively', plugins: [path] }, folder)
    expect(await server.ask(assignPayload([{ id: 'a' }], { id: 'while-it-slept' }))).toBe('a')
    const began = performance.now()
    expect(await server.kill('SIGTERM')).toBe('SIGKILL')
    expect(performance.now() - began).toBeLessThan(budgetMs)
    expect((await server.journal()).map(chatOf)).toEqual(['while-it-slept'])
    expect(await readFile(join(folder, 'state', 'ledger.json'), 'utf8')).toContain('while-it-slept')
    // What it said last may be on its way still.
    await expect.poll(() => server.said.join('\n')).toContain('ending by force')
    await discard(folder)
  })

  test('O2 does not wait for a client who sends nothing', async () => {
    const server = await spawnServer({ budgetMs: 1500 })
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1')
    socket.on('error', () => undefined)
    socket.write('POST /webhooks/inbenta HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{')
    await new Promise((resolve) => setTimeout(resolve, 100))
    const began = performance.now()
    expect(await server.kill('SIGTERM')).toBe(0)
    expect(performance.now() - began).toBeLessThan(1900)
    await discard(server.folder)
  })
})

describe('starting', () => {
  async function refusal(config: unknown): Promise<{ status: number | null; stderr: string; file: string }> {
    const folder = await newFolder()
    const file = join(folder, 'pointsman.json')
    await writeFile(file, typeof config === 'string' ? config : JSON.stringify(config))
    const { status, stderr } = spawnSync(process.execPath, [program, '--config', file, '--port', '0'], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], POINTSMAN_INBENTA_SECRET: secret },
      timeout: 20_000,
    })
    await discard(folder)
    return { status, stderr, file }
  }

  test.each([
    [{ strategy: 'most-free-capacty' }, /strategy: expected a strategy \(did you mean most-free-capacity\?\)/],
    [{ fallback: ['nobody'] }, /fallback\[0\]: expected one of/],
    [{ store: { kind: 'redis', url: 'not a url' } }, /store\.url: expected redis/],
    [{ state: '/dev/null/x' }, /state: expected a folder that can be written, got ENOTDIR/],
    [{ state: '/proc/x', plugins: ['./nowhere.mjs'] }, /state: expected a folder that can be written, got ENOENT/],
    [{ journal: { path: '/dev/null/x' } }, /journal\.path: expected a folder that can be written, got ENOTDIR/],
    [{ journal: { path: '/proc/x/y' } }, /journal\.path: expected a folder that can be written, got ENOENT/],
    [{ plugins: ['.'] }, /plugins\[0\]: expected a plug-in's file, got a folder/],
    [{ plugins: ['./nowhere.mjs'] }, /plugins\[0\]: expected a plug-in's file, got nothing/],
    [
      { policies: [{ name: 'p', require: ['onlin'], prefer: [] }] },
      /policies\[0\]\.require\[0\]: .*did you mean online/,
    ],
    [{ policies: [{ name: 'random', require: [], prefer: [] }] }, /policies\[0\]\.name: expected a name of its own/],
    [{ unknown: 1 }, /unknown: expected/],
    ['{', /expected JSON/],
  ])('O1 with %j ends with one line that names the file, and code 2', async (config, line) => {
    const { status, stderr, file } = await refusal(config)
    expect(status).toBe(2)
    expect(stderr).toContain(`pointsman: ${file}: `)
    expect(
      stderr
        .trim()
        .split('\n')
        .filter((text) => !text.startsWith('{')),
    ).toHaveLength(1)
    expect(stderr).toMatch(line)
  })

  test('O1 with a plug-in that is none, or that breaks while loading, ends with one line and code 2', async () => {
    const folder = await newFolder()
    await writeFile(join(folder, 'none.mjs'), 'export default 7')
    await writeFile(join(folder, 'broken.mjs'), "throw new Error('on purpose')")
    for (const [plugin, said] of [
      ['none.mjs', /plugins\[0\]: expected a plug-in strategy, got a plug-in exports/],
      ['broken.mjs', /plugins\[0\]: expected a plug-in strategy, got on purpose/],
    ] as const) {
      const { status, stderr } = await refusal({ plugins: [join(folder, plugin)] })
      expect([status, stderr]).toEqual([2, expect.stringMatching(said)])
    }
    await discard(folder)
  })

  test('O1 with a state folder that another server has ends with one line and code 2', async () => {
    const server = await start()
    const { status, stderr } = await refusal({ state: join(server.folder, 'state') })
    expect([status, stderr]).toEqual([2, expect.stringMatching(/state: .* is in use by process \d+/)])
    await server.stop()
    await (await start({}, server.folder)).stop()
    await discard(server.folder)
  })

  test('O1 on a port that is taken ends with one line and code 2', async () => {
    const server = await start()
    const { port } = new URL(server.url)
    const folder = await newFolder()
    const { status, stderr } = spawnSync(process.execPath, [program, '--port', port, '--host', '127.0.0.1'], {
      encoding: 'utf8',
      cwd: folder,
      env: { PATH: process.env['PATH'], POINTSMAN_INBENTA_SECRET: secret },
    })
    expect(status).toBe(2)
    expect(stderr).toContain('EADDRINUSE')
    await server.stop()
    await discard(server.folder)
    await discard(folder)
  })

  test('O10 pointsman serve without a file and without a secret starts in pairing mode, says so, and takes one handshake', async () => {
    const folder = await newFolder()
    const before = process.cwd()
    process.chdir(folder)
    const said: string[] = []
    const log = {
      debug: () => {},
      info: () => {},
      error: () => {},
      warn: (_: object, text: string) => void said.push(text),
    }
    const running = await serve({ port: 0, host: '127.0.0.1', environment: {}, signals: false, log })
    process.chdir(before)
    expect(said).toEqual([expect.stringContaining('pairing mode')])
    const post = (headers: Record<string, string>, body = ''): Promise<Response> =>
      fetch(`${running.url}/webhooks/inbenta`, { method: 'POST', headers, body })
    const payload = await readFile(fixturePath('payloads/documented-example.json'), 'utf8')
    const signed = { 'x-hook-signature': createHmac('sha256', 's3cret').update(payload).digest('hex') }
    expect((await post(signed, payload)).status).toBe(401)
    expect((await post({ 'x-hook-secret': 's3cret' })).status).toBe(200)
    expect((await post({ 'x-hook-secret': 'other' })).status).toBe(403)
    expect(await (await post(signed, payload)).json()).toEqual({ agentId: 'Ye9HD8jTA' })
    await running.stop()
    await discard(folder)
  })
})

describe('operations', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await start({ admin: { token: 'the-admin-token' }, shadow: ['fill-up'], journal: { segmentBytes: 1024 } })
  })
  afterAll(async () => {
    await server.stop()
    await discard(server.folder)
  })

  test('O4 health is always well, and who is ready says so', async () => {
    expect((await server.get('/healthz')).status).toBe(200)
    expect((await server.get('/readyz')).status).toBe(200)
  })

  test('O3 metrics are Prometheus text and count what happened', async () => {
    await server.ask(assignPayload([{ id: 'a' }]))
    const response = await server.get('/metrics')
    expect(response.headers.get('content-type')).toContain('text/plain; version=0.0.4')
    const text = await response.text()
    for (const line of text.trim().split('\n')) {
      expect(line).toMatch(/^(# (HELP|TYPE) \w+ .+|\w+(\{(\w+="[^"]*",?)*\})? [-+]?[\d.e+-]+|\w+\{.*\} \+?Inf)$/)
    }
    expect(text).toContain(
      'pointsman_decisions_total{strategy="most-free-capacity",kind="assign",why="named",fallback="false"} 1',
    )
    expect(text).toMatch(/pointsman_answer_seconds_count [1-9]/)
    expect(text).toContain('pointsman_deadline_misses_total 0')
    await expect.poll(() => server.metric('pointsman_shadow_total{strategy="fill-up",outcome="agrees"}')).toBe(1)
  })

  test('O6 the admin routes want the token, and are not there without a configured one', async () => {
    for (const path of ['/decisions/x', '/console', '/console/events']) {
      expect((await server.get(path)).status).toBe(401)
      expect((await server.get(path, { authorization: 'Bearer wrong' })).status).toBe(401)
    }
    for (const scheme of ['bearer', 'BEARER', 'Bearer ']) {
      const response = await server.get('/decisions/x', { authorization: `${scheme} the-admin-token` })
      expect([scheme, response.status]).toEqual([scheme, 200])
    }
    const inQuery = await server.get('/console?token=the-admin-token')
    expect(inQuery.status).toBe(200)
    await inQuery.text()
    expect((await server.get('/decisions/x?token=the-admin-token')).status).toBe(401)
    const without = await start()
    for (const path of ['/decisions/x', '/console', '/console/events', '/nowhere']) {
      expect((await without.get(path, bearer)).status).toBe(404)
    }
    await without.stop()
    await discard(without.folder)
  })

  test('O7 the decisions about a chat are told with their explanations, newest last, also after a restart', async () => {
    const agents = [
      { id: 'a', capacity: 3 },
      { id: 'b', capacity: 2 },
    ]
    const chat = { id: 'told' }
    const read = async (from: TestServer): Promise<readonly JournalLine[]> => {
      const response = await from.get('/decisions/told', bearer)
      const document = (await response.json()) as { chat: string; decisions: JournalLine[] }
      expect(document.chat).toBe('told')
      return document.decisions
    }
    const first = await start({ admin: { token: 'the-admin-token' } })
    await first.ask(assignPayload(agents, chat))
    await first.ask(assignPayload(agents, { ...chat, rejectedBy: ['a'] }))
    await first.ask(assignPayload(agents, { id: 'another' }))
    await expect.poll(async () => (await read(first)).length).toBe(2)
    const told = await read(first)
    expect(told.map(({ answer }) => answer)).toEqual(['a', 'b'])
    expect(told[0]?.explanation).toMatchObject({
      strategy: 'most-free-capacity',
      settledBy: 'free-capacity',
      runnerUp: 'b',
    })
    expect(told[1]?.explanation).toMatchObject({ turnedAway: [{ agent: 'a', rule: 'has-not-rejected' }] })
    await first.stop()
    const second = await start({ admin: { token: 'the-admin-token' } }, first.folder)
    expect((await read(second)).map(({ answer }) => answer)).toEqual(['a', 'b'])
    await second.ask(assignPayload(agents, { ...chat, rejectedBy: ['a', 'b'] }))
    await expect.poll(async () => (await read(second)).map(({ answer }) => answer)).toEqual(['a', 'b', null])
    await second.stop()
    await discard(first.folder)
  })

  test('O7 the decisions about a chat are told however often the server was started since', async () => {
    const config = { admin: { token: 'the-admin-token' } }
    const folder = await newFolder()
    for (let i = 0; i < 10; i++) {
      const once = await start(config, folder)
      await once.ask(assignPayload([{ id: 'a', capacity: 99 }], { id: `chat-${i}` }))
      await once.stop()
    }
    const last = await start(config, folder)
    for (const chat of ['chat-0', 'chat-9']) {
      const told = (await (await last.get(`/decisions/${chat}`, bearer)).json()) as {
        decisions: readonly JournalLine[]
      }
      expect(told).toEqual({ chat, decisions: [expect.objectContaining({ answer: 'a' })] })
    }
    await last.stop()
    await discard(folder)
  })

  test('O5 nothing that is logged holds a secret, a name, an address or the admin token', async () => {
    await server.ask(loadPayload('documented-example'))
    await server.post('{"trigger": "chats:assign", "data": {"agents": "Olivia Parker"}}')
    await server.post(eventPayload('messages:new', { message: { message: 'my card number is 1234' } }))
    await server.post('x', { 'x-hook-signature': 'bad' })
    await fetch(`${server.url}/webhooks/inbenta`, { method: 'POST', headers: { 'x-hook-secret': 'offered-secret' } })
    await server.get('/console?token=the-admin-token')
    const said = server.said.join('\n')
    expect(said.length).toBeGreaterThan(0)
    expect(said).not.toMatch(/Olivia|vivi|card number|offered-secret|the-admin-token/)
    expect(said).not.toContain(secret)
  })
})

/** Sends the first part of a request on a connection of its own; answers how to send the rest and hear all that comes back. */
async function halfSent({ url }: TestServer, first: string): Promise<(rest: string) => Promise<string>> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1')
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  let heard = ''
  socket.on('data', (chunk) => (heard += String(chunk)))
  await once(socket, 'connect')
  // Whoever is cut off has heard what they have heard.
  socket.on('error', () => undefined)
  socket.write(first)
  return async (rest) => {
    socket.write(rest)
    await closed
    return heard
  }
}

/** Whether the server takes no more connections. */
function refuses({ url }: TestServer): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    socket.on('error', () => resolve(true))
    socket.on('connect', () => {
      socket.destroy()
      resolve(false)
    })
  })
}

function chatOf({ event }: JournalLine): string {
  return (event.data as unknown as { chat: { id: string } }).chat.id
}
