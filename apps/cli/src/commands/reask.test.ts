import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { catalog, MemoryLedger, Router, builtin, type AgentId, type Fact } from '@pointsman/core'
import { fixturePath, workingDay } from '@pointsman/fixtures'
import { readRecording } from '@pointsman/recording'
import { describe, expect, it, vi } from 'vitest'
import { jain } from '../reask/jain.ts'
import { payloadText } from '../testing/payload-text.ts'
import { runInProcess, type RunOptions } from '../testing/run-in-process.ts'
import { reaskSchema } from '../schemas/reask.ts'
import { temporary } from '../testing/temporary.ts'

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
    readonly at: number
    readonly queue: string
    readonly recorded?: AgentId | null
    readonly apart: readonly {
      readonly answer: AgentId | null
      readonly against: AgentId | null
      readonly strategies: readonly string[]
      readonly reason: Readonly<Record<string, unknown>>
    }[]
  }[]
  readonly decisions?: readonly {
    readonly line: number
    readonly strategies: Readonly<Record<string, { readonly decision: unknown; readonly explanation?: unknown }>>
  }[]
  readonly agreementBetween: Readonly<Record<string, Readonly<Record<string, { agreed: number; of: number }>>>>
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
      expect(differences[1]?.why).toContain(
        'pass: none-admitted, ana turned away by not-already-invited (rejection-averse)',
      )
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

  it('C15 a repeated delivery is no further chat of anybody', async () => {
    const { strategies, requests, repeated } = await asked(fixturePath('edge-cases/repeated-delivery.ndjson'))
    for (const { assigned, passed, chatsByAgent } of Object.values(strategies)) {
      expect(assigned + passed).toBe(requests)
      const chats = Object.values(chatsByAgent as Record<string, number>).reduce((sum, count) => sum + count, 0)
      expect(chats).toBe(requests - repeated - passed)
    }
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

  it.each([
    [
      'a pretty-printed payload',
      JSON.stringify(JSON.parse(payloadText()), null, 2),
      /; it is a single payload: decide takes that\n$/,
    ],
    ['something else', 'not\na\nrecording\n', /; \S*r\.ndjson:1: expected JSON, got [^\n]*\n$/],
  ])('C19 C3 of %s no line can be read: one line, and exit code 2', (_, text, expected) =>
    temporary({ 'r.ndjson': text }, async (path) => {
      for (const json of [[], ['--json']]) {
        const { code, out, err } = await runInProcess(['reask', path('r.ndjson'), ...json])
        expect({ code, out }).toEqual({ code: 2, out: '' })
        expect(err).toMatch(expected)
        expect(err).toMatch(
          /^pointsman: \S*r\.ndjson: no line of it could be read as a payload or a journal entry; [^\n]*\n$/,
        )
      }
    }),
  )

  it('C19 C3 an empty recording is none: one line, and exit code 2', () =>
    temporary({ 'r.ndjson': '' }, async (path) => {
      const { code, out, err } = await runInProcess(['reask', path('r.ndjson')])
      expect({ code, out, err }).toEqual({
        code: 2,
        out: '',
        err: `pointsman: ${path('r.ndjson')}: expected a recording, got no line\n`,
      })
    }))

  it('C16 where nothing was asked there is no latency', () =>
    temporary({ 'r.ndjson': '{"trigger": "chats:other", "data": {}, "created_at": 1}\n' }, async (path) => {
      const { code, out } = await runInProcess(['reask', path('r.ndjson'), '--strategies', 'random'])
      expect(code).toBe(0)
      expect(out).toMatch(/^random +– +– +– +– +0$/m)
      const { strategies } = await asked(path('r.ndjson'), ['--strategies', 'random'])
      expect(strategies['random']).toMatchObject({ latencyMs: { p50: null, max: null }, missed: 0 })
    }))

  it('C28 counts, for every two strategies, the requests that they answered alike, both ways', () =>
    temporary({ 'day.ndjson': day(0.05) }, async (path) => {
      const names = ['most-free-capacity', 'longest-idle', 'sticky']
      const told = await asked(path('day.ndjson'), ['--strategies', names.join(',')])
      for (const a of names) {
        for (const b of names.filter((name) => name !== a)) {
          const apart = told.differences.filter(({ answers }) => answers[a] !== answers[b]).length
          const of = told.requests - told.repeated
          expect(told.agreementBetween[a]?.[b]).toEqual({ agreed: of - apart, of })
          expect(told.agreementBetween[b]?.[a]).toEqual(told.agreementBetween[a]?.[b])
        }
      }
      const { out } = await runInProcess(['reask', path('day.ndjson'), '--strategies', names.join(',')])
      const { agreed = 0, of = 1 } = told.agreementBetween['most-free-capacity']?.['sticky'] ?? {}
      expect(out).toMatch(new RegExp(`^3 {2}sticky +${((100 * agreed) / of).toFixed(1)} +\\d+\\.\\d$`, 'm'))
    }))

  it('C28 where a triangle is too wide, the most and the least alike are told', () =>
    temporary({ 'day.ndjson': day(0.05) }, async (path) => {
      const { out } = await runInProcess(['reask', path('day.ndjson')])
      expect(out).toMatch(
        /answered alike, % of requests\nmost +[\d.]+ {2}\S+ and \S+\n(.*\n){2}least +[\d.]+ {2}\S+ and \S+\n/,
      )
      const wide = await runInProcess(['reask', path('day.ndjson')], { terminal: 140, env: { NO_COLOR: '1' } })
      expect(wide.out).toMatch(/^12 {2}power-of-two( +[\d.]+){11}$/m)
    }))

  it('C17 a difference says when and in which queue it was, what was answered then, and as data what set each answer apart', () => {
    const agents = [{ id: 'ana', capacity: 5 }, { id: 'ben' }]
    const alone = [{ id: 'ana', capacity: 5 }]
    const lines = [
      journal(payloadText({ id: 'c1', usersInvited: ['ana'] }, agents), 'ana', 0),
      journal(payloadText({ id: 'c2', usersInvited: ['ana'] }, alone), null, 1),
      payloadText({ id: 'c3', usersInvited: ['ana'] }, agents, 1_776_151_043),
    ]
    return temporary({ 'r.ndjson': `${lines.join('\n')}\n` }, async (path) => {
      const argv = ['--strategies', 'rejection-averse,most-free-capacity']
      const { differences } = await asked(path('r.ndjson'), argv)
      expect(differences[0]).toMatchObject({
        at: 1_776_151_041_000,
        queue: '1',
        recorded: 'ana',
        apart: [
          { answer: 'ben', against: 'ana', reason: { code: 'turned-away', agent: 'ana', rule: 'not-already-invited' } },
          { answer: 'ana', against: 'ben', reason: { code: 'key', key: 'free-capacity', value: 5, agent: 'ben' } },
        ],
      })
      expect(differences[1]).toMatchObject({
        recorded: null,
        apart: [
          { answer: null, reason: { code: 'pass', why: 'none-admitted', agent: 'ana', rule: 'not-already-invited' } },
          { answer: 'ana', against: null, reason: { code: 'admitted', agent: 'ana', rule: 'not-already-invited' } },
        ],
      })
      expect(differences[2]).not.toHaveProperty('recorded')
    })
  })

  it('C17 for people every other answer is set apart from the first', () =>
    temporary({ 'day.ndjson': day(0.05) }, async (path) => {
      const { out } = await runInProcess(['reask', path('day.ndjson'), '--differences', '20'])
      const told = out.split(/^(?:the first difference|difference \d+)\n/m).slice(1)
      expect(told).toHaveLength(20)
      for (const text of told) {
        const [first, ...others] = [...text.matchAll(/^ {2}([^\s:,]+)(?:, [^:;\n]+)?: [a-z]/gm)].map(
          ([, answer]) => answer,
        )
        const against = first === 'nobody' ? 'naming nobody' : first
        expect(text.replaceAll(/\s+/g, ' ').split(`Set apart from ${against} by: `)).toHaveLength(others.length + 1)
      }
    }))

  it('C17 a single strategy is held against what was recorded', () => {
    const agents = [{ id: 'ana', capacity: 9 }, { id: 'ben' }]
    const lines = [
      payloadText({ id: 'c0' }, agents),
      journal(payloadText({ id: 'c1' }, agents), 'ana', 1),
      journal(payloadText({ id: 'c2' }, agents), 'ben', 2),
      journal(payloadText({ id: 'c3' }, agents), null, 3),
      journal(payloadText({ id: 'c4' }, agents), 'gone', 4),
    ]
    return temporary({ 'r.ndjson': `${lines.join('\n')}\n` }, async (path) => {
      const argv = ['--strategies', 'most-free-capacity']
      const { differing, differences } = await asked(path('r.ndjson'), argv)
      expect(differing).toBe(3)
      expect(
        differences.map(({ chat, recorded, apart: [one] }) => [chat, recorded, one?.against, one?.reason]),
      ).toEqual([
        ['c2', 'ben', 'ben', expect.objectContaining({ code: 'key', agent: 'ben' })],
        ['c3', null, null, { code: 'settled', by: 'free-capacity' }],
        ['c4', 'gone', 'gone', { code: 'not-listed', agent: 'gone' }],
      ])
      const { out } = await runInProcess(['reask', path('r.ndjson'), ...argv])
      expect(out).toContain('\nthe first difference from what was answered then\n')
      expect(out.replaceAll(/\s+/g, ' ')).toContain('Set apart from ben by: free-capacity ')
      expect(out).toContain('It differs from what was answered then on 3 of 4 requests')
    })
  })

  it('C11 the bars are headed by how many agents they are, and how many bars', () =>
    temporary({ 'day.ndjson': day(0.05) }, async (path) => {
      const { out } = await runInProcess(['reask', path('day.ndjson'), '--strategies', 'random'])
      const [, bars] = /^ +40 agents, in (\d+) bars /m.exec(out) ?? []
      const [drawn = ''] = /[▁▂▃▄▅▆▇█][ ▁▂▃▄▅▆▇█]*(?= {2}\S)/.exec(out) ?? []
      expect(Math.abs(drawn.length - Number(bars))).toBeLessThanOrEqual(1)
    }))

  it('C29 --chat tells every decision on one chat, with the ledger as it stood, as data', () =>
    temporary({ 'day.ndjson': day(0.05) }, async (path) => {
      const strategies = ['--strategies', 'round-robin,sticky']
      const told = await asked(path('day.ndjson'), strategies)
      const differing = told.differences.at(-1)
      if (differing === undefined) throw new Error('they never differ')
      const argv = [...strategies, '--chat', differing.chat, '--explain', '--differences', '0']
      const { decisions = [] } = await asked(path('day.ndjson'), argv)
      expect(decisions.length).toBeGreaterThan(0)
      const one = decisions.find(({ line }) => line === differing.line)
      for (const [name, answer] of Object.entries(differing.answers)) {
        const { decision, explanation } = one?.strategies[name] ?? {}
        expect(decision).toMatchObject(answer === null ? { kind: 'pass' } : { kind: 'assign', agent: answer })
        expect(explanation).toMatchObject({ strategy: name, decision })
      }
      const brief = await asked(path('day.ndjson'), [...strategies, '--chat', differing.chat])
      expect(brief.decisions?.[0]?.strategies['sticky']).not.toHaveProperty('explanation')
    }))

  it('C29 C11 for people it is told as decide tells it, in 80 columns, and the rankings under --explain', () =>
    temporary({ 'day.ndjson': day(0.05) }, async (path) => {
      const { differences } = await asked(path('day.ndjson'), ['--strategies', 'round-robin,sticky'])
      const argv = [
        'reask',
        path('day.ndjson'),
        '--strategies',
        'round-robin,sticky',
        '--chat',
        differences[0]?.chat ?? '',
      ]
      const brief = await runInProcess(argv)
      expect(brief.out).toMatch(/^round-robin names [^:]+ \(\S+\): /m)
      expect(brief.out).toMatch(/^sticky names [^:]+ \(\S+\): /m)
      expect(brief.out).not.toContain('best first')
      const { out } = await runInProcess([...argv, '--explain'])
      expect(out.match(/^could have the chat, best first$/gm)).toHaveLength(2)
      const lines = out.split('\n').filter((line) => !line.includes(path('day.ndjson')))
      expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(80)
    }))

  it.each([
    [['--chat', 'nowhere'], /r\.ndjson: expected a request for the chat "nowhere", got none\n$/],
    [['--explain'], /--explain: expected --chat ID beside it/],
  ])('C3 C29 %j is one line, and exit code 2', (argv, expected) =>
    temporary({ 'r.ndjson': `${payloadText()}\n` }, async (path) => {
      const { code, out, err } = await runInProcess(['reask', path('r.ndjson'), ...argv])
      expect({ code, out }).toEqual({ code: 2, out: '' })
      expect(err).toMatch(expected)
    }),
  )

  it('C10 C26 - reads a recording from standard input, and leaves nothing behind', () =>
    temporary({ 'r.ndjson': `${day(0.02)}nonsense\n` }, async (path) => {
      const stdin = readFileSync(path('r.ndjson'), 'utf8')
      mkdirSync(path('tmp'))
      vi.stubEnv('TMPDIR', path('tmp'))
      const read = await runInProcess(['reask', '-', '--no-latency', '--json'], { stdin })
      expect(read.code).toBe(0)
      expect(read.err).toMatch(/^pointsman: standard input:\d+: skipped: [^\n]*\n$/)
      const { out } = await runInProcess(['reask', path('r.ndjson'), '--no-latency', '--json'])
      expect(read.out).toBe(out.replaceAll(path('r.ndjson'), 'standard input'))
      const bad = await runInProcess(['reask', '-'], { stdin: 'nonsense\n' })
      expect(bad).toMatchObject({ code: 2, out: '' })
      expect(bad.err).toMatch(/^pointsman: standard input: no line/)
      expect(readdirSync(path('tmp'))).toEqual([])
    }).finally(() => vi.unstubAllEnvs()))

  it('C10 C20 an interrupt ends the reading of standard input too', async () => {
    const onInterrupt = (then: () => void): (() => void) => {
      then()
      return () => {}
    }
    const { code, out } = await runInProcess(['reask', '-', '--json'], { stdin: day(0.02), onInterrupt })
    expect({ code, cutOff: (JSON.parse(out) as { cutOff?: boolean }).cutOff }).toEqual({ code: 0, cutOff: true })
  })

  it('C17 C29 people see what agents are called, where the recording says it, compressed or not', () => {
    const agents = [
      { id: 'ana', capacity: 5, name: 'Ana Ruiz' },
      { id: 'ben', name: 'Ben \u2028 Okoro' },
    ]
    const lines = [
      payloadText({ id: 'c0' }, [{ id: 'cy' }]),
      '',
      journal(payloadText({ id: 'c1', usersInvited: ['ana'] }, agents), 'ben', 0),
    ]
    const text = lines.join('\n')
    return temporary({ 'r.ndjson': text, 'packed.ndjson': '' }, async (path) => {
      writeFileSync(path('packed.ndjson'), gzipSync(text))
      for (const name of ['r.ndjson', 'packed.ndjson', '-']) {
        const argv = ['reask', name === '-' ? name : path(name), '--strategies', 'most-free-capacity,rejection-averse']
        const out = (await runInProcess(argv, { stdin: text })).out.replaceAll(/\s+/g, ' ')
        expect(out).toContain('then it was ben, Ben Okoro')
        expect(out).toContain(' ana, Ana Ruiz: most-free-capacity most-free-capacity names Ana Ruiz (ana): ')
        const chat = await runInProcess([...argv, '--chat', 'c1', '--explain'], { stdin: text })
        expect(chat.out).toMatch(/^1 {2}ben +Ben Okoro /m)
      }
    })
  })
})
