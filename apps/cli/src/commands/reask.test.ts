import { catalog, MemoryLedger, Router, builtin, type AgentId, type Fact } from '@pointsman/core'
import { fixturePath, workingDay } from '@pointsman/fixtures'
import { readRecording } from '@pointsman/recording'
import { describe, expect, it } from 'vitest'
import { jain } from '../jain.ts'
import { payloadText } from '../payload-text.ts'
import { runInProcess, type RunOptions } from '../run-in-process.ts'
import { reaskSchema } from '../schemas/reask.ts'
import { temporary } from '../temporary.ts'

interface Told {
  readonly requests: number
  readonly repeated: number
  readonly differing: number
  readonly torn: boolean
  readonly malformed: { readonly count: number; readonly lines: readonly number[] }
  readonly strategies: Readonly<Record<string, Replayed>>
  readonly differences: readonly {
    readonly line: number
    readonly chat: string
    readonly answers: Answers
    readonly why: string
  }[]
}

type Answers = Readonly<Record<string, AgentId | null>>

interface Replayed {
  readonly assigned: number
  readonly passed: number
  readonly agreement: { readonly agreed: number; readonly of: number }
  readonly refuserNamed: number
  readonly chatShareJain: number | null
  readonly chatsByAgent: Readonly<Record<AgentId, number>>
  readonly latencyMs?: Readonly<Record<string, number>>
  readonly missed?: number
}

async function asked(path: string, argv: readonly string[] = [], options: RunOptions = {}): Promise<Told> {
  const { code, out } = await runInProcess(['reask', path, '--json', ...argv], options)
  expect(code).toBe(0)
  const told: unknown = JSON.parse(out)
  expect(reaskSchema.safeParse(told).error).toBeUndefined()
  return told as Told
}

function journal(event: string, answer: AgentId | null, i: number): string {
  return JSON.stringify({
    v: 1,
    at: 1_776_151_041_000 + 1000 * i,
    source: 'inbenta',
    event: JSON.parse(event) as unknown,
    answer,
  })
}

function day(share: number): string {
  return [...workingDay({ share })].map((entry) => `${JSON.stringify(entry)}\n`).join('')
}

const all = catalog.map(({ policy }) => policy.name)

describe('reask', () => {
  it('C12 asks all that ship by default, and each request of each', () =>
    temporary({ 'day.ndjson': day(0.05) }, async (path) => {
      const told = await asked(path('day.ndjson'))
      expect(Object.keys(told.strategies)).toEqual(all)
      expect(told.requests).toBeGreaterThan(100)
      for (const { assigned, passed, agreement, chatsByAgent, chatShareJain } of Object.values(told.strategies)) {
        const chats = Object.values(chatsByAgent)
        expect(assigned + passed).toBe(told.requests)
        expect(agreement.of).toBe(told.requests)
        expect(chats.reduce((sum, each) => sum + each, 0)).toBe(assigned)
        expect(chatShareJain).toBe(jain(chats))
      }
    }))

  it('C13 agrees wholly with a recording that the strategy itself answered', () =>
    temporary({ 'day.ndjson': day(0.1) }, async (path) => {
      const { strategies } = await asked(path('day.ndjson'), ['--strategies', 'most-free-capacity,random'])
      expect(strategies['most-free-capacity']?.agreement.agreed).toBe(strategies['most-free-capacity']?.agreement.of)
      expect(strategies['random']?.agreement.agreed).toBeLessThan(Number(strategies['random']?.agreement.of))
    }))

  it('C12 each has a memory of its own, told the recorded facts: as a plain loop over one strategy has it', () =>
    temporary({ 'day.ndjson': day(0.1) }, async (path) => {
      const told = await asked(path('day.ndjson'))
      for (const name of ['round-robin', 'longest-idle', 'sticky', 'rejection-averse']) {
        const strategy = builtin(name)
        if (strategy === undefined) throw new Error(name)
        const router = new Router(strategy, new MemoryLedger())
        const chats = new Map<AgentId, number>()
        for await (const batch of readRecording(path('day.ndjson')).batches()) {
          for (const recorded of batch) {
            if (recorded.kind === 'facts') recorded.facts.forEach((fact: Fact) => router.learn(fact))
            else {
              const { decision } = router.route(recorded.request)
              for (const { id } of recorded.request.agents) chats.set(id, chats.get(id) ?? 0)
              if (decision.kind === 'assign') chats.set(decision.agent, (chats.get(decision.agent) ?? 0) + 1)
            }
          }
        }
        expect(told.strategies[name]?.chatsByAgent).toEqual(Object.fromEntries(chats))
      }
    }))

  it('C13 counts agreement over recorded answers alone; a recorded null agrees with a pass', () => {
    const full = [{ id: 'ana', capacity: 0 }]
    const lines = [
      journal(payloadText({ id: 'c1' }, full), null, 0),
      journal(payloadText({ id: 'c2' }, full), 'ana', 1),
      journal(payloadText({ id: 'c3' }, [{ id: 'ana' }]), 'ana', 2),
      journal(payloadText({ id: 'c4' }, [{ id: 'ana' }]), null, 3),
      payloadText({ id: 'c5' }),
    ]
    return temporary({ 'r.ndjson': `${lines.join('\n')}\n` }, async (path) => {
      const { strategies } = await asked(path('r.ndjson'), ['--strategies', 'random'])
      expect(strategies['random']).toMatchObject({ agreement: { agreed: 2, of: 4 }, passed: 2, assigned: 3 })
    })
  })

  it("C14 counts who was named though they had refused, by the chat's word or their own", () => {
    const careless = { name: 'careless', require: ['online'], prefer: ['free-capacity'] }
    const lines = [
      payloadText({ id: 'c1', rejectedBy: ['ana'] }, [{ id: 'ana' }]),
      payloadText({ id: 'c2' }, [{ id: 'ana', rejections: ['c2'] }]),
      payloadText({ id: 'c3' }, [{ id: 'ana', rejections: ['c2'] }]),
    ]
    return temporary({ 'r.ndjson': lines.join('\n') + '\n', 'p.json': JSON.stringify(careless) }, async (path) => {
      const { strategies } = await asked(path('r.ndjson'), ['--strategies', `${path('p.json')},random`])
      expect(strategies['careless']).toMatchObject({ assigned: 3, refuserNamed: 2 })
      expect(strategies['random']).toMatchObject({ assigned: 1, refuserNamed: 0 })
    })
  })

  it('C15 counts everybody who was ever listed, zero included', () => {
    const lines = [
      payloadText({ id: 'c1' }, [{ id: 'ana' }, { id: 'ben', status: 'paused' }]),
      payloadText({ id: 'c2' }, [{ id: 'ana' }, { id: 'cy', capacity: 0 }]),
    ]
    return temporary({ 'r.ndjson': `${lines.join('\n')}\n` }, async (path) => {
      const { strategies } = await asked(path('r.ndjson'), ['--strategies', 'random'])
      expect(strategies['random']).toMatchObject({ chatsByAgent: { ana: 2, ben: 0, cy: 0 }, chatShareJain: 1 / 3 })
    })
  })

  it('C15 Jain is null where nobody was named, and an id may be any text', () => {
    const lines = [
      payloadText({ id: 'c1' }, [
        { id: '__proto__', status: 'paused' },
        { id: '7', status: 'paused' },
      ]),
    ]
    return temporary({ 'r.ndjson': `${lines.join('\n')}\n` }, async (path) => {
      const { strategies } = await asked(path('r.ndjson'), ['--strategies', 'random'])
      expect(strategies['random']?.chatShareJain).toBeNull()
      expect(Object.entries(strategies['random']?.chatsByAgent ?? {})).toEqual([
        ['7', 0],
        ['__proto__', 0],
      ])
    })
  })

  it('C16 the clock is read around the routing alone, and more than 5 s is missed', () => {
    const lines = [1, 2, 3, 4].map((i) => payloadText({ id: `c${i}` }))
    const took = [1_000_000n, 5_000_000_000n, 5_000_000_001n, 2_000_000n]
    let readings = 0
    let now = 0n
    const nanoseconds = (): bigint => {
      // The first reading is the progress line's; then two for each decision.
      if (readings > 0 && readings % 2 === 0) now += took[readings / 2 - 1] ?? 0n
      readings++
      return now
    }
    return temporary({ 'r.ndjson': `${lines.join('\n')}\n` }, async (path) => {
      const { strategies } = await asked(path('r.ndjson'), ['--strategies', 'random'], { nanoseconds })
      const { missed, latencyMs } = strategies['random'] as Required<Replayed>
      expect(missed).toBe(1)
      expect(latencyMs['max']).toBe(5000.000001)
      expect(latencyMs['p50']).toBeCloseTo(2, 1)
      expect(Math.abs(Number(latencyMs['p999']) - 5000)).toBeLessThan(10)
    })
  })

  it('C17 tells every difference with each answer and why, and nothing else', () =>
    temporary({ 'day.ndjson': day(0.05) }, async (path) => {
      const pair = ['--strategies', 'most-free-capacity,longest-idle']
      const told = await asked(path('day.ndjson'), pair)
      expect(told.differences.length).toBe(told.differing)
      expect(told.differing).toBeGreaterThan(0)
      const apart = told.differences.filter(({ answers }) => answers['most-free-capacity'] !== answers['longest-idle'])
      expect(apart).toHaveLength(told.differing)
      for (const { answers, why } of told.differences) {
        for (const answer of Object.values(answers)) expect(why).toContain(`${answer ?? 'pass'}: `)
      }
      expect((await asked(path('day.ndjson'), [...pair, '--differences', '2'])).differences).toEqual(
        told.differences.slice(0, 2),
      )
    }))

  it('C17 why is code first: the key, who was turned away by which rule, or why nobody was named', () => {
    const lines = [
      payloadText({ id: 'c1', usersInvited: ['ana'] }, [{ id: 'ana', capacity: 5 }, { id: 'ben' }]),
      payloadText({ id: 'c2', usersInvited: ['ana'] }, [{ id: 'ana', capacity: 5 }]),
      payloadText({ id: 'c3' }, [
        { id: 'ana', capacity: 5 },
        { id: 'ben', capacity: 2 },
      ]),
    ]
    return temporary({ 'r.ndjson': `${lines.join('\n')}\n` }, async (path) => {
      const argv = ['--strategies', 'most-free-capacity,rejection-averse,fill-up']
      const { differences } = await asked(path('r.ndjson'), argv)
      expect(differences[0]?.why).toContain('ben: ana turned away by not-already-invited (rejection-averse')
      expect(differences[1]?.why).toContain('pass: none-admitted (rejection-averse)')
      expect(differences[2]?.why).toContain('ben: free-capacity (inverse) 1 against ')
    })
  })

  it('C17 a strategy named twice differs from itself in nothing', () =>
    temporary({ 'day.ndjson': day(0.05) }, async (path) => {
      const told = await asked(path('day.ndjson'), ['--strategies', 'random,random'])
      expect(Object.keys(told.strategies)).toEqual(['random', 'random#2'])
      expect(told.differing).toBe(0)
    }))

  it('C18 --no-latency is the same byte for byte, for people and for programs, whatever the clock says', () =>
    temporary({ 'day.ndjson': day(0.05) }, async (path) => {
      for (const json of [[], ['--json']]) {
        const runs = [1n, 12_345n].map((step) => {
          let now = 0n
          return runInProcess(['reask', path('day.ndjson'), '--no-latency', ...json], {
            nanoseconds: () => (now += step),
          })
        })
        const [first, second] = await Promise.all(runs)
        expect(first?.out).toBe(second?.out)
        expect(first?.out).not.toMatch(/latency|p99/)
      }
    }))

  it('C19 malformed and torn lines are told on standard error and in JSON', async () => {
    const malformed = await runInProcess([
      'reask',
      fixturePath('edge-cases/malformed.ndjson'),
      '--json',
      '--no-latency',
    ])
    expect(malformed.code).toBe(0)
    expect((JSON.parse(malformed.out) as Told).malformed).toEqual({ count: 4, lines: [2, 4, 5, 7] })
    expect(malformed.err.match(/^pointsman: \S*malformed\.ndjson:[2457]: skipped: .*$/gm)).toHaveLength(4)
    const torn = await runInProcess(['reask', fixturePath('edge-cases/torn.ndjson'), '--json', '--no-latency'])
    expect((JSON.parse(torn.out) as Told).torn).toBe(true)
    expect(torn.err).toMatch(/^pointsman: \S*torn\.ndjson:4: ends in half a line\n$/)
  })

  it.each([
    ['malformed.ndjson', ['--strict'], /malformed\.ndjson:2: expected JSON/],
    ['out-of-order-fatal.ndjson', [], /out-of-order-fatal\.ndjson:4: /],
  ])('C1 C19 %s with %j is one line, exit code 2, and nothing on standard output', async (name, argv, expected) => {
    const { code, out, err } = await runInProcess(['reask', fixturePath(`edge-cases/${name}`), '--json', ...argv])
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(err).toMatch(expected)
    expect(err.trimEnd()).not.toContain('\n')
  })

  it('C12 a repeated delivery is answered alike, counted, and no new difference', async () => {
    const told = await asked(fixturePath('edge-cases/repeated-delivery.ndjson'))
    expect(told).toMatchObject({ requests: 5, repeated: 3 })
    expect(told.differing).toBeLessThanOrEqual(told.requests - told.repeated)
  })

  it('C20 an interrupt ends the reading; what is known is told, and marked', () =>
    temporary({ 'day.ndjson': day(0.5) }, async (path) => {
      const options = {
        onInterrupt: (then: () => void) => {
          then()
          return () => {}
        },
      }
      const { code, out, err } = await runInProcess(['reask', path('day.ndjson'), '--json'], options)
      const told = JSON.parse(out) as Told & { cutOff?: boolean }
      expect({ code, cutOff: told.cutOff }).toEqual({ code: 0, cutOff: true })
      expect(told.requests).toBeGreaterThan(0)
      expect(err).toBe(`pointsman: interrupted; this is what the first ${told.requests} requests say\n`)
      const people = await runInProcess(['reask', path('day.ndjson')], options)
      expect(people.out).toContain('Cut off before the end.')
    }))

  it('C21 progress is on standard error, only on a terminal, and cleared', () =>
    temporary({ 'day.ndjson': day(0.2) }, async (path) => {
      let now = 0n
      const nanoseconds = (): bigint => (now += 1_000_000n)
      const shown = await runInProcess(['reask', path('day.ndjson')], { nanoseconds, progress: true })
      expect(shown.err.split('\r\u001B[K').at(1)).toMatch(/^[\d,]+ requests, \d+ %, about \d+ s left$/)
      expect(shown.err.endsWith('\r\u001B[K')).toBe(true)
      expect((await runInProcess(['reask', path('day.ndjson')], { nanoseconds })).err).toBe('')
    }))

  it('C11 is no wider than 80 columns without a terminal, or than the terminal', () =>
    temporary({ 'day.ndjson': day(0.05) }, async (path) => {
      for (const terminal of [undefined, 100, 140]) {
        const options = terminal === undefined ? {} : { terminal, env: { NO_COLOR: '1' } }
        const { out } = await runInProcess(['reask', path('day.ndjson')], options)
        // The path of a temporary folder is no line that we could break.
        const lines = out.split('\n').filter((line) => !line.includes(path('day.ndjson')))
        expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(terminal ?? 80)
        expect(out).toContain('the first difference\n')
        expect(out.trimEnd().replaceAll(/\s+/g, ' ')).toMatch(
          /exact about decisions and silent about their consequences\.$/,
        )
      }
    }))

  it('C1 C6 a plug-in that throws is bad input: one line, and nothing on standard output', () =>
    temporary(
      {
        's.mjs': `export default { name: 'mine', decide() { throw new Error('no\\nway') } }\n`,
        'r.ndjson': `${payloadText()}\n`,
      },
      async (path) => {
        const { code, out, err } = await runInProcess(['reask', path('r.ndjson'), '--strategies', path('s.mjs')])
        expect({ code, out }).toEqual({ code: 2, out: '' })
        expect(err).toBe(`pointsman: ${path('s.mjs')}: mine failed: no\n`)
      },
    ))
})
