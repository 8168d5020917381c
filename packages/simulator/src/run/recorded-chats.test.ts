import { builtin, type Strategy } from '@pointsman/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sampler } from '../chance/sampler.ts'
import { samplerWithin } from '../chance/sampler-within.ts'
import { Stream } from '../chance/stream.ts'
import { survivalOf } from '../chance/survival-of.ts'
import type { Observer } from '../observe/observer.ts'
import { checkScenario } from '../scenario/check-scenario.ts'
import type { Distribution } from '../scenario/distribution.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { replicate } from './replicate.ts'

const recorded: Scenario = {
  pointsman: 'scenario/1',
  name: 'recorded',
  horizon: { chats: 4 },
  platform: { acceptance: 'join' },
  queues: [
    {
      id: 'q',
      arrivals: {
        kind: 'trace',
        at: [10, 20, 30, 500],
        chats: {
          id: ['w', 'x', 'y', 'z'],
          language: ['en', 'EN', 'ES', 'en'],
          customer: ['ann', '', 'bob', 'ann'],
          handleTime: [100, [40, 60], null, [900, null]],
          patience: [null, [5, null], 25, null],
        },
      },
      handleTime: { kind: 'exponential', mean: 200 },
      patience: { kind: 'exponential', mean: 1000 },
    },
  ],
  agents: [
    {
      id: 'a',
      slots: 1,
      queues: ['q'],
      presence: [
        [15, 300],
        [400, 100_000],
      ],
    },
    { id: 'b', slots: 1, queues: ['q'], languages: ['es'], presence: [[60, 70]] },
  ],
}

/** What happens in a scenario, as lines. */
function told(scenario: Scenario, seed: number): readonly string[] {
  const lines: string[] = []
  const observer: Observer = {
    asked: ({ chat }) => void (chat.id === 'z' && lines.push(`${chat.id} is ${chat.customer} in ${chat.language}`)),
    attended: ({ id }, agent, at) => void lines.push(`${id} ${agent.id} ${at}`),
    ended: ({ id, state }, _, at) => void lines.push(`${id} ${state} ${at}`),
    status: ({ id, status }, at) => void lines.push(`${id} ${status} ${at}`),
  }
  const strategy = (lots: number): Strategy => builtin('most-free-capacity', { seed: lots }) as Strategy
  replicate({ scenario, strategy, seed, replication: 0, observers: [observer] })
  return lines
}

describe('recorded chats and agents', () => {
  test('RC13 known times are kept, bounds are kept to, and agents are online when they were and then no more', () => {
    for (let seed = 0; seed < 50; seed++) {
      const lines = told(recorded, seed)
      // The first waits until somebody comes; the third leaves when it is known to have.
      expect(lines).toContain('w a 15')
      expect(lines).toContain('w closed 115')
      expect(lines).toContain('y abandoned 55')
      expect(lines).toContain('z is ann in en')
      expect(lines.filter((line) => /^[ab] /.test(line))).toEqual(
        expect.arrayContaining(['a online 15', 'b online 60', 'b offline 70', 'a online 400']),
      )
      expect(lines.filter((line) => line.startsWith('b online'))).toHaveLength(1)
      const second = lines.flatMap((line) => (line.startsWith('x closed') ? [Number(line.split(' ')[2]) - 115] : []))
      for (const seconds of second) expect(seconds >= 40 && seconds <= 60).toBe(true)
      const last = Number(lines.find((line) => line.startsWith('z closed'))?.split(' ')[2])
      expect(last - 500).toBeGreaterThanOrEqual(900)
    }
  })

  test('RC13 lists of another length, bounds the wrong way round, and presence out of order are refused', () => {
    const [queue] = recorded.queues
    const broken = (chats: object): readonly string[] =>
      checkScenario({
        ...recorded,
        queues: [{ ...(queue as NonNullable<typeof queue>), arrivals: { kind: 'trace', at: [1, 2], chats } }],
        horizon: { chats: 2 },
      }).map(({ path, text }) => `${path}: ${text}`)
    expect(broken({ id: ['a'] })).toContain(
      '$.queues[0].arrivals.chats.id: expected 2 entries, one for each chat, got 1',
    )
    expect(broken({ patience: [1, [3, 2]] })).toContain(
      '$.queues[0].arrivals.chats.patience[1][1]: expected at least the lower bound, or null, got [3,2]',
    )
    const agents = [
      {
        ...(recorded.agents[0] as Scenario['agents'][0]),
        presence: [
          [5, 9],
          [7, 7],
        ] as const,
      },
    ]
    const texts = checkScenario({ ...recorded, agents }).map(({ path }) => path)
    expect(texts).toContain('$.agents[0].presence[1][0]')
    expect(texts).toContain('$.agents[0].presence[1][1]')
  })
})

const distributions: readonly Distribution[] = [
  { kind: 'exponential', mean: 100 },
  { kind: 'gamma', mean: 100, sd: 60 },
  { kind: 'lognormal', mean: 100, sd: 150 },
  { kind: 'uniform', min: 20, max: 180 },
  { kind: 'hyperexponential', means: [20, 300], weights: [3, 1] },
  { kind: 'empirical', values: [10, 50, 90, 400] },
  { kind: 'constant', value: 70 },
]

test('RC14 what is drawn between bounds lies between them', () => {
  const bounds = fc.tuple(fc.double({ min: 0, max: 500, noNaN: true }), fc.double({ min: 0, max: 500, noNaN: true }))
  fc.assert(
    fc.property(
      fc.constantFrom(...distributions),
      bounds,
      fc.boolean(),
      fc.nat(),
      (distribution, [lo, width], open, n) => {
        const hi = open ? Infinity : lo + width
        const value = samplerWithin(distribution)(new Stream(1, 'within').at(n), lo, hi)
        expect(value).toBeGreaterThanOrEqual(lo)
        expect(value).toBeLessThanOrEqual(hi)
      },
    ),
    { seed: 14, numRuns: 2000 },
  )
})

test.each(distributions)('RC14 the share above a value is that of what is drawn: $kind', (distribution) => {
  const draw = sampler(distribution)
  const stream = new Stream(2, 'survival')
  const values = Array.from({ length: 20_000 }, (_, n) => draw(stream.at(n)))
  const survival = survivalOf(distribution)
  for (const x of [5, 30, 75, 120, 350]) {
    const share = values.filter((value) => value > x).length / values.length
    expect(Math.abs(share - survival(x))).toBeLessThan(4 * Math.sqrt(0.25 / values.length))
  }
})

test('RC14 drawn between bounds, a value is spread as the distribution is there', () => {
  for (const distribution of distributions.slice(0, 3)) {
    const within = samplerWithin(distribution)
    const survival = survivalOf(distribution)
    const stream = new Stream(3, 'spread')
    // A stretch that most draws hit, and one that hardly any does.
    for (const [lo, hi] of [
      [40, 160],
      [400, 430],
    ] as const) {
      const middle = (lo + hi) / 2
      const draws = Array.from({ length: 4000 }, (_, n) => within(stream.at(n, lo), lo, hi))
      const share = draws.filter((value) => value > middle).length / draws.length
      const expected = (survival(middle) - survival(hi)) / (survival(lo) - survival(hi))
      expect(Math.abs(share - expected)).toBeLessThan(0.035)
    }
  }
})
