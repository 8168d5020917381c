import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { assignPayload, eventPayload, type TestAgent } from './testing/payloads.ts'
import { plugins, writePlugin } from './testing/plugins.ts'
import { spawnServer } from './testing/spawn.ts'
import { discard, newFolder, start, type TestServer } from './testing/start.ts'

const roster: readonly TestAgent[] = [
  { id: 'a', capacity: 20 },
  { id: 'b', capacity: 1 },
  { id: 'offline', capacity: 5, status: 'offline' },
  { id: 'full', capacity: 0 },
]

async function startWith(
  plugin: keyof typeof plugins,
  config: Readonly<Record<string, unknown>> = {},
): Promise<TestServer> {
  const folder = await newFolder()
  const path = await writePlugin(folder, plugin, plugins[plugin])
  return start({ strategy: plugin, plugins: [path], fallback: ['most-free-capacity'], ...config }, folder)
}

async function end(server: TestServer): Promise<void> {
  await server.stop()
  await discard(server.folder)
}

describe('a plug-in', () => {
  test('D2 that is well answers, and the journal says that it did', async () => {
    const server = await startWith('last', { admin: { token: 'admin' } })
    expect(await server.ask(assignPayload([{ id: 'a', capacity: 9 }, { id: 'z' }]))).toBe('z')
    await server.stop()
    const [line] = await server.journal()
    expect(line?.decision).toMatchObject({ strategy: 'last', fallback: false, kind: 'assign' })
    await discard(server.folder)
  })

  const bad: readonly (readonly [keyof typeof plugins, readonly string[]])[] = [
    ['throws', ['threw']],
    ['rubbish', ['rubbish']],
    ['promises', ['rubbish']],
    ['unlisted', ['not-listed']],
    ['offline', ['not-online']],
    ['full', ['no-free-slot']],
    ['loops', ['timed-out']],
    ['loops-in-a-regex', ['timed-out']],
    ['allocates-objects', ['exited', 'timed-out']],
    ['allocates-buffers', ['exited', 'timed-out']],
    ['exits', ['exited']],
    ['is-ready-again', ['timed-out']],
  ]
  test.each(bad)('D2 %s: the fallback answers within the budget, and says so', async (plugin, reasons) => {
    // In a process of its own, which tells by itself whether it was in time: here, who asks would be in its way.
    const folder = await newFolder()
    const path = await writePlugin(folder, plugin, plugins[plugin])
    const server = await spawnServer({ budgetMs: 900, strategy: plugin, plugins: [path] }, folder)
    for (let i = 0; i < 2; i++) expect(await server.ask(assignPayload(roster))).toBe('a')
    expect(await server.peakMemory()).not.toBeGreaterThan(1.5e9)
    expect(await server.metric('pointsman_answer_seconds_count')).toBe(2)
    expect(await server.metric('pointsman_deadline_misses_total')).toBe(0)
    await server.stop()
    const lines = await server.journal()
    expect(lines).toHaveLength(2)
    for (const { decision } of lines) {
      expect(decision).toMatchObject({ strategy: 'most-free-capacity', fallback: true })
      expect(reasons).toContain(decision?.failed?.[0]?.why)
    }
    await discard(folder)
  })

  test.each(['posts-anything', 'answers-for-itself'] as const)(
    'D2 %s: what it posts on the channel to the server ends nothing',
    async (plugin) => {
      const server = await startWith(plugin, { admin: { token: 'admin' } })
      for (let i = 0; i < 5; i++) expect(await server.ask(assignPayload(roster))).toBe('a')
      expect((await server.get('/healthz')).status).toBe(200)
      await server.stop()
      expect(await server.journal()).toHaveLength(5)
      await discard(server.folder)
    },
  )

  test('D2 whose thread ends between two questions is started again', async () => {
    const server = await startWith('exits-later', { budgetMs: 2500 })
    for (let i = 0; i < 3; i++) {
      expect(await server.ask(assignPayload(roster))).toBe('a')
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await end(server)
  })

  test('D2 that passes passes, and its words are not taken over', async () => {
    const server = await startWith('passes-oddly')
    expect(await server.ask(assignPayload(roster))).toBe('')
    expect(
      await server.metric(
        'pointsman_decisions_total{strategy="passes-oddly",kind="pass",why="declined",fallback="false"}',
      ),
    ).toBe(1)
    await end(server)
  })

  test('D10 that is stuck stalls nobody else, and is not asked any more after 5 failures', async () => {
    const folder = await newFolder()
    const path = await writePlugin(folder, 'loops', plugins.loops)
    const server = await spawnServer({ budgetMs: 2000, strategy: 'loops', plugins: [path] }, folder)
    const failed = (why: string): Promise<number> =>
      server.metric(`pointsman_strategy_failures_total{strategy="loops",why="${why}"}`)
    const agents = [{ id: 'a', capacity: 100 }]
    const answers = await Promise.all(Array.from({ length: 40 }, () => server.ask(assignPayload(agents))))
    expect(new Set(answers)).toEqual(new Set(['a']))
    for (let i = 0; i < 5; i++) await server.ask(assignPayload(roster))
    expect(await server.metric('pointsman_circuit_open{strategy="loops"}')).toBe(1)
    const [timedOut, unasked] = [await failed('timed-out'), await failed('circuit-open')]
    for (let i = 0; i < 4; i++) await server.ask(assignPayload(roster))
    expect([await failed('timed-out'), await failed('circuit-open')]).toEqual([timedOut, unasked + 4])
    expect(await server.metric('pointsman_deadline_misses_total')).toBe(0)
    expect(server.said.filter((line) => line.includes('is not asked for a while'))).toHaveLength(1)
    expect(server.said.filter((line) => line.includes('circuit-open'))).toEqual([])
    await end(server)
  }, 30_000)

  test('D10 that is stuck as a shadow is not asked any more after 5 failures, and counted as unasked', async () => {
    const server = await startWith('loops', { strategy: 'most-free-capacity', shadow: ['loops'] })
    const failed = 'pointsman_shadow_total{strategy="loops",outcome="failed"}'
    const open = async (): Promise<number> => {
      await server.ask(assignPayload(roster))
      return server.metric('pointsman_circuit_open{strategy="loops"}')
    }
    await expect.poll(open, { timeout: 20_000 }).toBe(1)
    // Whoever was asked before it opened is heard of within a second.
    await expect.poll(() => server.metric('pointsman_unwritten')).toBe(0)
    const before = await server.metric(failed)
    for (let i = 0; i < 5; i++) await server.ask(assignPayload(roster))
    await expect
      .poll(() => server.metric('pointsman_shadow_total{strategy="loops",outcome="unasked"}'))
      .toBeGreaterThanOrEqual(5)
    expect(await server.metric(failed)).toBe(before)
    await end(server)
  }, 30_000)

  test('D6 that fails with nobody to fall back on leads to a deliberate blank', async () => {
    const server = await startWith('throws', { fallback: [] })
    expect(await server.ask(assignPayload(roster))).toBe('')
    expect(
      await server.metric('pointsman_decisions_total{strategy="nobody",kind="pass",why="blank",fallback="true"}'),
    ).toBe(1)
    await server.stop()
    const [line] = await server.journal()
    expect(line).toMatchObject({ answer: null, decision: { strategy: 'nobody', why: 'blank' } })
    await discard(server.folder)
  })

  test('D1 may name an agent without a free slot where only the list is checked, but never a stranger', async () => {
    const full = await startWith('full', { guard: 'listed' })
    expect(await full.ask(assignPayload(roster))).toBe('full')
    await end(full)
    const unlisted = await startWith('unlisted', { guard: 'listed' })
    expect(await unlisted.ask(assignPayload(roster))).toBe('a')
    await end(unlisted)
  })

  test('D4 asked many times at once never has more named for one agent than there are free slots', async () => {
    const server = await startWith('last')
    const agents = [
      { id: 'x', capacity: 2 },
      { id: 'y', capacity: 3 },
      { id: 'z', capacity: 4 },
    ]
    const answers = await Promise.all(Array.from({ length: 20 }, () => server.ask(assignPayload(agents))))
    expect(counted(answers)).toEqual({ x: 2, y: 3, z: 4, '': 11 })
    await end(server)
  })
})

describe('many requests', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await start({ admin: { token: 'admin' } })
  })
  afterAll(() => end(server))

  test('D4 on one snapshot never have more named for an agent than there are free slots', async () => {
    const agents = [
      { id: 'x4', capacity: 4 },
      { id: 'y2', capacity: 2 },
      { id: 'z1', capacity: 1 },
    ]
    const answers = await Promise.all(Array.from({ length: 30 }, () => server.ask(assignPayload(agents))))
    expect(counted(answers)).toEqual({ x4: 4, y2: 2, z1: 1, '': 23 })
  })

  test('D5 that are one and the same get one answer, one reservation and one journal line', async () => {
    const body = JSON.stringify(
      assignPayload(
        [
          { id: 'p', capacity: 50 },
          { id: 'q', capacity: 50 },
        ],
        { id: 'same' },
      ),
    )
    const reserved = await server.metric('pointsman_reservations')
    const answers = await Promise.all(Array.from({ length: 50 }, () => server.ask(body)))
    expect(new Set(answers).size).toBe(1)
    expect(await server.metric('pointsman_reservations')).toBe(reserved + 1)
    const response = await server.get('/decisions/same', { authorization: 'Bearer admin' })
    expect(((await response.json()) as { decisions: object[] }).decisions).toHaveLength(1)
  })

  test('D5 for one chat that differ in anything are different questions', async () => {
    const agents = [
      { id: 'r', capacity: 50 },
      { id: 's', capacity: 50 },
    ]
    const first = await server.ask(assignPayload(agents, { id: 'jumps' }))
    const second = await server.ask(assignPayload(agents, { id: 'jumps', rejectedBy: [first], usersInvited: [first] }))
    expect(second).not.toBe(first)
    expect(second).not.toBe('')
  })
})

describe('a reservation', () => {
  const one = (id: string): readonly TestAgent[] => [{ id, capacity: 1 }]
  let server: TestServer
  beforeAll(async () => {
    server = await start({ reservationSeconds: 600 })
  })
  afterAll(() => end(server))

  async function reserve(agent: string, chat: string): Promise<void> {
    expect(await server.ask(assignPayload(one(agent), { id: chat }))).toBe(agent)
    expect(await server.ask(assignPayload(one(agent)))).toBe('')
  }

  test('D8 ends when a payload shows the chat with the agent', async () => {
    await reserve('shown', 'to-be-shown')
    const shown = [{ id: 'shown', capacity: 1, chats: ['to-be-shown'] }]
    expect(await server.ask(assignPayload(shown))).toBe('shown')
  })

  test('D8 ends when a payload shows that the agent refused', async () => {
    await reserve('refuser', 'to-be-refused')
    expect(await server.ask(assignPayload([{ id: 'refuser', rejections: ['to-be-refused'] }]))).toBe('refuser')
  })

  test.each([
    ['invitations:reject', { userId: 'rejecting' }],
    ['invitations:accept', { userId: 'rejecting' }],
    ['chats:join', { userId: 'rejecting' }],
    ['chats:leave', { userId: 'rejecting' }],
    ['chats:close', { userId: 'system' }],
    ['forever:alone', {}],
  ])('D8 ends with %s', async (trigger, data) => {
    const agent = `agent-of-${trigger}`
    const chat = `chat-of-${trigger}`
    await reserve(agent, chat)
    const userId = 'userId' in data && data.userId === 'rejecting' ? { userId: agent } : data
    expect((await server.post(eventPayload(trigger, { chatId: chat, ...userId }))).status).toBe(200)
    expect(await server.ask(assignPayload(one(agent)))).toBe(agent)
  })

  test('D8 does not end when somebody else leaves', async () => {
    await reserve('staying-agent', 'left-by-customer')
    await server.post(eventPayload('chats:leave', { chatId: 'left-by-customer', userId: 'a-customer' }))
    expect(await server.ask(assignPayload(one('staying-agent')))).toBe('')
  })

  test('D8 does not end when the customer joins', async () => {
    await reserve('waiting-agent', 'joined-by-customer')
    await server.post(eventPayload('chats:join', { chatId: 'joined-by-customer', userId: 'a-customer' }))
    expect(await server.ask(assignPayload(one('waiting-agent')))).toBe('')
  })

  test('D8 ends after reservationSeconds, though the times in the payloads stand still', async () => {
    const short = await start({ reservationSeconds: 2 })
    const at = 1_776_151_041
    const ask = (): Promise<string> => short.ask(assignPayload(one('s'), {}, at))
    expect((await Promise.all([ask(), ask()])).sort()).toEqual(['', 's'])
    await expect.poll(ask, { timeout: 20_000, interval: 100 }).toBe('s')
    await end(short)
  })

  test('D8 and turns outlive a restart in order', async () => {
    const first = await start({ strategy: 'round-robin', reservationSeconds: 600 })
    const agents = [
      { id: 'm', capacity: 2 },
      { id: 'n', capacity: 2 },
    ]
    const before = [
      await first.ask(assignPayload(agents)),
      await first.ask(assignPayload(agents)),
      await first.ask(assignPayload(agents)),
    ]
    await first.stop()
    const second = await start({ strategy: 'round-robin', reservationSeconds: 600 }, first.folder)
    expect(await second.ask(assignPayload(agents))).toBe(before[1])
    expect(await second.ask(assignPayload(agents))).toBe('')
    await end(second)
  })
})

describe('an answer', () => {
  const two = [
    { id: 'a', capacity: 5000 },
    { id: 'b', capacity: 1 },
  ]

  test('D7 is compared with what shadow strategies would have said, after it is out, on what was known before', async () => {
    const folder = await newFolder()
    const go = join(folder, 'go')
    const slowly = `const { existsSync } = process.getBuiltinModule('node:fs')
      const still = new Int32Array(new SharedArrayBuffer(4))
      while (!existsSync(${JSON.stringify(go)})) Atomics.wait(still, 0, 0, 5)
      return 'b'`
    const plugin = [await writePlugin(folder, 'last', plugins.last), await writePlugin(folder, 'slow', slowly)]
    const shadow = ['fill-up', 'last', 'slow']
    const server = await start({ shadow, plugins: plugin, admin: { token: 'admin' } }, folder)
    const disagreed = (name: string): Promise<number> =>
      server.metric(`pointsman_shadow_total{strategy="${name}",outcome="disagrees"}`)
    let chats = 0
    /** Asks, and answers what the line has of the shadows, while the slow one still thinks. */
    const asked = async (): Promise<unknown> => {
      const id = `shadowed-${chats++}`
      expect(await server.ask(assignPayload(two, { id }))).toBe('a')
      let lines: readonly { readonly decision: { readonly shadow: unknown } }[] = []
      const look = async (): Promise<number> => {
        const response = await server.get(`/decisions/${id}`, { authorization: 'Bearer admin' })
        lines = ((await response.json()) as { readonly decisions: typeof lines }).decisions
        return lines.length
      }
      await expect.poll(look, { timeout: 10_000, interval: 10 }).toBe(1)
      return lines[0]?.decision.shadow
    }
    // Who is later than the line can wait is counted, but not in it.
    const counted = async (): Promise<number> => {
      await rm(go, { force: true })
      expect(await asked()).toMatchObject({ 'fill-up': 'b', slow: null })
      await writeFile(go, '')
      return disagreed('slow')
    }
    await expect.poll(counted, { timeout: 60_000 }).toBeGreaterThan(0)
    // The other plug-in is in the line where the machine lets it be in time: mostly at once.
    await rm(go)
    await expect.poll(asked, { timeout: 60_000 }).toEqual({ 'fill-up': 'b', last: 'b', slow: null })
    await end(server)
  })

  test('D7 that leaves only when its line is safe: strangers’ shadows are asked after the line, for the metrics', async () => {
    const folder = await newFolder()
    const plugin = await writePlugin(folder, 'last', plugins.last)
    const journal = { fsync: 'always' }
    const server = await start({ shadow: ['fill-up', 'last'], plugins: [plugin], journal }, folder)
    expect(await server.ask(assignPayload(two))).toBe('a')
    await expect.poll(() => server.metric('pointsman_shadow_total{strategy="last",outcome="disagrees"}')).toBe(1)
    await server.stop()
    const [line] = await server.journal()
    expect(line?.decision?.shadow).toEqual({ 'fill-up': 'b', last: null })
    await discard(folder)
  })

  test('D9 that the platform ignores again and again is noticed: a metric, and a warning', async () => {
    const server = await start()
    for (let i = 0; i < 11; i++) {
      const chat = `ignored-${i}`
      const [a, b] = [
        { id: `one-${i}`, capacity: 3 },
        { id: `two-${i}`, capacity: 2 },
      ]
      expect(await server.ask(assignPayload([a, b], { id: chat }))).toBe(a.id)
      await server.ask(assignPayload([a, b], { id: chat, usersInvited: [b.id] }))
    }
    expect(await server.metric('pointsman_answers_checked_total{outcome="ignored"}')).toBeGreaterThanOrEqual(11)
    expect(server.said.filter((line) => line.includes('ignored the last 10 answers'))).toHaveLength(1)
    await end(server)
  })

  test('D9 that the platform honours is counted', async () => {
    const server = await start()
    await server.ask(assignPayload([{ id: 'h' }], { id: 'honoured' }))
    await server.post(eventPayload('invitations:accept', { chatId: 'honoured', userId: 'h' }))
    expect(await server.metric('pointsman_answers_checked_total{outcome="honoured"}')).toBe(1)
    await end(server)
  })
})

function counted(answers: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const answer of answers) counts[answer] = (counts[answer] ?? 0) + 1
  return counts
}
