import { spawnSync } from 'node:child_process'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { loadPayload } from '@pointsman/fixtures'
import { assignPayload, eventPayload } from './testing/payloads.ts'
import { writePlugin } from './testing/plugins.ts'
import { spawnServer } from './testing/spawn.ts'
import { discard, journalLines, newFolder, start, type JournalLine } from './testing/start.ts'

const agents = Array.from({ length: 6 }, (_, i) => ({ id: `agent-${i}`, capacity: 1000 }))

/** Eight who ask without pause until the server is gone: for each, the chats whose answer came, in that order. */
function askUntilGone(ask: (payload: unknown) => Promise<string>): {
  readonly answered: readonly string[][]
  readonly gone: Promise<unknown>
} {
  const answered = Array.from({ length: 8 }, (): string[] => [])
  const one = async (mine: string[], worker: number): Promise<void> => {
    for (;;) {
      const chat = `chat-${worker}-${mine.length}`
      try {
        await ask(assignPayload(agents, { id: chat }))
      } catch {
        return
      }
      mine.push(chat)
    }
  }
  return { answered, gone: Promise.all(answered.map(one)) }
}

/** Lines that are in the journal of a server that runs. */
async function linesSoFar(folder: string): Promise<number> {
  const files = await readdir(join(folder, 'journal'))
  const open = files.filter((file) => file.endsWith('.ndjson'))
  const texts = await Promise.all(open.map((file) => readFile(join(folder, 'journal', file), 'utf8')))
  return texts.join('').split('\n').length - 1
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

  test.each(['always', 'batch'])('J4 under fsync %s: SIGKILL loses nothing but what came last', async (fsync) => {
    const server = await spawnServer({ journal: { fsync } })
    const { answered, gone } = askUntilGone(server.ask)
    await expect.poll(() => answered.flat().length, { timeout: 30_000 }).toBeGreaterThan(200)
    expect(await server.kill('SIGKILL')).toBe('SIGKILL')
    await gone
    // The next start repairs what the crash left, and nothing else.
    const next = await spawnServer({ journal: { fsync } }, server.folder)
    expect(await next.stop()).toBe(0)
    const recorded = chatsIn(await server.journal())
    for (const chats of answered) {
      const lost = chats.findIndex((chat) => !recorded.has(chat))
      if (fsync === 'always') expect(lost).toBe(-1)
      else if (lost !== -1) expect(chats.slice(lost).filter((chat) => recorded.has(chat))).toEqual([])
    }
    // How long it is until a line is safe under batch goes by the clock, which the tests of the file journal lend it.
    expect(answered.flat().filter((chat) => recorded.has(chat)).length).toBeGreaterThan(100)
    await discard(server.folder)
  })

  test('J4 under fsync batch: what was answered last is safe soon, though nobody asks any more', async () => {
    const server = await spawnServer()
    for (const id of ['first', 'last']) await server.ask(assignPayload(agents, { id }))
    await expect.poll(() => linesSoFar(server.folder)).toBe(2)
    await server.kill('SIGKILL')
    const next = await spawnServer({}, server.folder)
    expect(await next.stop()).toBe(0)
    expect(chatsIn(await server.journal())).toEqual(new Set(['first', 'last']))
    await discard(server.folder)
  })

  test('J4 under fsync batch: no line waits for plug-ins that take their time over shadows and explanations', async () => {
    const folder = await newFolder()
    // Less than they may take: a line that waited for them would have what the shadow says.
    const spin = 'const end = Date.now() + 700; while (Date.now() < end) {}'
    await writeFile(
      join(folder, 'slow.mjs'),
      `const first = (request) => request.agents[0]?.id ?? null
      export default { name: 'slow', decide: first, explain() { ${spin} } }`,
    )
    const shadow = await writePlugin(folder, 'shadow', `${spin} return request.agents[0].id`)
    const config = { strategy: 'slow', shadow: ['shadow'], plugins: ['./slow.mjs', shadow] }
    const server = await spawnServer({ ...config, admin: { token: 'admin' } }, folder)
    const { id } = agents[0] as { id: string }
    expect(await server.ask(assignPayload(agents, { id: 'killed' }))).toBe(id)
    await expect.poll(() => linesSoFar(folder), { timeout: 10_000, interval: 10 }).toBe(1)
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
    const cli = fileURLToPath(new URL('../../cli/dist/flat/bin.js', import.meta.url))
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
    const cli = fileURLToPath(new URL('../../cli/dist/flat/bin.js', import.meta.url))
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
