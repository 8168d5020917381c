import { spawnSync } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadPayload } from '@pointsman/fixtures'
import { assignPayload, eventPayload } from './testing/payloads.ts'
import { writePlugin } from './testing/plugins.ts'
import { spawnServer } from './testing/spawn.ts'
import { discard, journalLines, newFolder, start, type JournalLine } from './testing/start.ts'

const agents = Array.from({ length: 6 }, (_, i) => ({ id: `agent-${i}`, capacity: 1000 }))

/** Asks without pause until the server is gone; answers the chats whose answer came, with the time it came. */
async function askUntilGone(ask: (payload: unknown) => Promise<string>): Promise<Map<string, number>> {
  const answered = new Map<string, number>()
  const one = async (worker: number): Promise<void> => {
    for (let i = 0; ; i++) {
      const chat = `chat-${worker}-${i}`
      try {
        await ask(assignPayload(agents, { id: chat }))
      } catch {
        return
      }
      answered.set(chat, performance.now())
    }
  }
  await Promise.all(Array.from({ length: 8 }, (_, worker) => one(worker)))
  return answered
}

function chatsIn(lines: readonly JournalLine[]): Set<string> {
  return new Set(lines.map(({ event }) => (event.data as unknown as { chat: { id: string } }).chat.id))
}

describe('the journal', () => {
  test('J1 has one line for each answer, one for each other event without a decision, and none for what was refused', async () => {
    const server = await start({ shadow: ['round-robin'] })
    await server.ask(loadPayload('documented-example'))
    await server.ask(loadPayload('documented-example'))
    await server.post(eventPayload('queues:update', { chatId: 'x', data: { queuePosition: 2 } }))
    await server.post(eventPayload('queues:update', { chatId: 'x', data: { queuePosition: 2 } }, 5))
    await server.post('{"trigger":"chats:assign"}')
    await server.post('unsigned', { 'x-hook-signature': '' })
    await server.stop()
    const lines = await server.journal()
    expect(lines.map(({ event }) => event.trigger)).toEqual(['chats:assign', 'queues:update', 'queues:update'])
    expect(lines[0]).toMatchObject({
      v: 1,
      source: 'inbenta',
      answer: 'Ye9HD8jTA',
      decision: {
        strategy: 'most-free-capacity',
        kind: 'assign',
        settledBy: 'only-candidate',
        fallback: false,
        shadow: { 'round-robin': 'Ye9HD8jTA' },
      },
    })
    expect(lines[0]?.decision?.tookMs).toBeGreaterThan(0)
    expect(Object.keys(lines[1] as object)).toEqual(['v', 'at', 'source', 'event'])
    await discard(server.folder)
  })

  test('J3 holds none of what is personal, and the same person is the same person after a restart', async () => {
    const first = await start()
    await first.ask(assignPayload([{ id: 'a', externalId: 'EXT-1' }]))
    await first.stop()
    const second = await start({}, first.folder)
    await second.ask(assignPayload([{ id: 'a', externalId: 'EXT-1' }]))
    await second.stop()
    const lines = await second.journal()
    expect(JSON.stringify(lines)).not.toMatch(/Name of|Nick of|agents\.example|EXT-1/)
    const [one, other] = lines.map(
      ({ event }) => (event.data as unknown as { agents: [{ contact: string }] }).agents[0],
    )
    expect(one?.contact).toMatch(/^~/)
    expect(other?.contact).toBe(one?.contact)
    await discard(first.folder)
  })

  test('J1 is turned off by false', async () => {
    const server = await start({ journal: false })
    expect(await server.ask(loadPayload('documented-example'))).toBe('Ye9HD8jTA')
    await server.stop()
    expect(await readdir(server.folder)).not.toContain('journal')
    await discard(server.folder)
  })

  test('J4 under fsync always: SIGKILL loses nothing whose answer was sent', async () => {
    const server = await spawnServer({ journal: { fsync: 'always' } })
    const asking = askUntilGone(server.ask)
    await new Promise((resolve) => setTimeout(resolve, 800))
    expect(await server.kill('SIGKILL')).toBe('SIGKILL')
    const answered = await asking
    expect(answered.size).toBeGreaterThan(50)
    // The next start repairs what the crash left, and nothing else.
    const next = await spawnServer({ journal: { fsync: 'always' } }, server.folder)
    expect(await next.stop()).toBe(0)
    const recorded = chatsIn(await server.journal())
    expect([...answered.keys()].filter((chat) => !recorded.has(chat))).toEqual([])
    await discard(server.folder)
  })

  test('J4 under fsync batch: SIGKILL loses at most the last 100 ms', async () => {
    const server = await spawnServer()
    const asking = askUntilGone(server.ask)
    await new Promise((resolve) => setTimeout(resolve, 800))
    const killed = performance.now()
    await server.kill('SIGKILL')
    const answered = await asking
    const next = await spawnServer({}, server.folder)
    expect(await next.stop()).toBe(0)
    const recorded = chatsIn(await server.journal())
    const lost = [...answered].filter(([chat]) => !recorded.has(chat)).map(([, at]) => killed - at)
    expect(Math.max(0, ...lost)).toBeLessThanOrEqual(100)
    await discard(server.folder)
  })

  test('J4 under fsync batch: SIGKILL loses at most the last 100 ms, though plug-ins take their time over shadows and explanations', async () => {
    const folder = await newFolder()
    const spin = 'const end = Date.now() + 600; while (Date.now() < end) {}'
    await writeFile(
      join(folder, 'slow.mjs'),
      `const first = (request) => request.agents[0]?.id ?? null
      export default { name: 'slow', decide: first, explain() { ${spin} } }`,
    )
    const shadow = await writePlugin(folder, 'shadow', `${spin} return null`)
    const config = { strategy: 'slow', shadow: ['shadow'], plugins: ['./slow.mjs', shadow] }
    const server = await spawnServer({ ...config, admin: { token: 'admin' } }, folder)
    const { id } = agents[0] as { id: string }
    expect(await server.ask(assignPayload(agents, { id: 'killed' }))).toBe(id)
    await new Promise((resolve) => setTimeout(resolve, 200))
    await server.kill('SIGKILL')
    const next = await spawnServer({}, folder)
    expect(await next.stop()).toBe(0)
    const lines = await server.journal()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatchObject({ answer: id, explanation: null, decision: { shadow: { shadow: null } } })
    await discard(folder)
  })

  test('OP3 has the chance with which each answer was drawn, which pointsman reask estimates from', async () => {
    const server = await start({ strategy: 'random' })
    for (let i = 0; i < 30; i++) await server.ask(assignPayload(agents, { id: `chat-${i}` }))
    await server.stop()
    const lines = await server.journal()
    expect(lines.map(({ decision }) => decision?.propensity)).toEqual(lines.map(() => expect.closeTo(1 / 6, 12)))
    const cli = fileURLToPath(new URL('../../cli/dist/bin.js', import.meta.url))
    const path = join(server.folder, 'journal')
    const { stdout } = spawnSync(process.execPath, [cli, 'reask', path, '--strategies', 'random', '--json'], {
      encoding: 'utf8',
    })
    expect(JSON.parse(stdout)).toMatchObject({
      offPolicy: {
        recorded: { requests: 30, drawn: 30, leastPropensity: expect.closeTo(1 / 6, 12) },
        strategies: { random: { named: 30, acceptance: { refused: 'the recording tells of no acceptance' } } },
      },
    })
    await discard(server.folder)
  })

  test('J9 is what pointsman reask reads: asked again, the same strategy gives the same answers', async () => {
    const server = await start({ journal: { segmentBytes: 20_000 } })
    for (let i = 0; i < 100; i++) {
      await server.ask(assignPayload(agents.map((agent, n) => ({ ...agent, capacity: (i * 7 + n * 3) % 11 }))))
    }
    await server.stop()
    const path = join(server.folder, 'journal')
    expect((await readdir(path)).length).toBeGreaterThan(1)
    expect(await journalLines(path)).toHaveLength(100)
    const cli = fileURLToPath(new URL('../../cli/dist/bin.js', import.meta.url))
    const { stdout, stderr } = spawnSync(
      process.execPath,
      [cli, 'reask', path, '--strategies', 'most-free-capacity', '--json', '--no-latency'],
      { encoding: 'utf8' },
    )
    expect(stderr).toBe('')
    const document = JSON.parse(stdout) as { requests: number; strategies: Record<string, { agreement: object }> }
    expect(document.requests).toBe(100)
    expect(document.strategies['most-free-capacity']?.agreement).toEqual({ agreed: 100, of: 100 })
    await discard(server.folder)
  })
})
