import fc from 'fast-check'
import type { Job, Scenario } from '@pointsman/simulator'
import { describe, expect, it } from 'vitest'
import { batchesOf } from './batch.ts'
import { batchSize } from './batch-size.ts'

const scenario = (chats: number, name = 'a test'): Scenario => ({
  pointsman: 'scenario/1',
  name,
  horizon: { chats },
  queues: [{ id: 'q', arrivals: { kind: 'poisson', perSecond: 2 }, handleTime: { kind: 'constant', value: 1 } }],
  agents: [{ id: 'a', slots: 1, queues: ['q'] }],
})
const one = scenario(100)
const other = scenario(20_000)
const job = (more: Partial<Job>): Job => {
  return {
    scenario: one,
    strategy: 's',
    seed: 1,
    first: 0,
    count: 1,
    batches: 1,
    profile: false,
    bound: false,
    ...more,
  }
}

const jobs = fc.array(
  fc
    .record({
      scenario: fc.constantFrom(one, other, scenario(100)),
      strategy: fc.constantFrom<unknown>('s', { kind: 'policy', policy: { name: 's' } }),
      seed: fc.constantFrom(1, 2),
      first: fc.nat(70),
      count: fc.integer({ min: 1, max: 70 }),
    })
    .map(job),
  { maxLength: 6 },
)

describe('batches', () => {
  it('U7 hold every replication that was asked for once, and know where it goes; none is larger than its size', () => {
    fc.assert(
      fc.property(jobs, (asked) => {
        const batches = batchesOf(asked, 'p')
        const places = batches.flatMap((batch) => {
          expect(batch.places).toHaveLength(batch.count)
          return batch.places.flatMap((wanted, nth) =>
            wanted.map((place) => `${place.job} ${place.nth} is ${batch.first + nth} of ${batch.study.text}`),
          )
        })
        const expected = asked.flatMap(({ scenario, strategy, seed, first, count, batches, profile, bound }, place) => {
          const text = JSON.stringify({ scenario, strategy, seed, batches, profile, bound })
          return Array.from({ length: count }, (_, nth) => `${place} ${nth} is ${first + nth} of ${text}`)
        })
        expect(places.sort()).toEqual(expected.sort())
        const ids = batches.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
      { seed: 707, numRuns: 300 },
    )
  })

  it('U7 the same work has the same name, however it is put; other work and other versions have others', () => {
    const ids = (asked: readonly Job[], version = 'p') => batchesOf(asked, version).map(({ id }) => id)
    const whole = ids([job({ count: 64 })])
    expect(whole.length).toBeGreaterThan(1)
    const singly = Array.from({ length: 64 }, (_, first) => job({ first, scenario: scenario(100) }))
    expect(ids(singly)).toEqual(whole)
    expect(ids([job({ count: 64 }), job({ count: 64 })])).toEqual(whole)
    const others = [
      ids([job({ count: 64 })], 'q'),
      ids([job({ count: 64, seed: 2 })]),
      ids([job({ count: 64, first: 64 })]),
      ids([job({ count: 64, batches: 20 })]),
      ids([job({ count: 64, profile: true })]),
      ids([job({ count: 64, bound: true })]),
      ids([job({ count: 64, strategy: 't' })]),
      ids([job({ count: 64, scenario: scenario(100, 'b') })]),
    ]
    expect(new Set([whole, ...others].flat()).size).toBe(whole.length * 9)
  })

  it('U7 the order of languages is part of the work: it decides whose chance is whose', () => {
    const spoken = (languages: Readonly<Record<string, number>>) => {
      const [queue] = one.queues
      return batchesOf([job({ scenario: { ...one, queues: [{ ...queue!, languages }] } })], 'p')[0]?.id
    }
    expect(spoken({ en: 0.5, es: 0.5 })).not.toBe(spoken({ es: 0.5, en: 0.5 }))
  })

  it('U7 strategies take turns: all come as far at any time', () => {
    const asked = ['s', 't', 'u'].map((strategy) => job({ strategy, count: 200, scenario: other }))
    const firsts = batchesOf(asked, 'p').map(({ first }) => first)
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b))
  })

  it('U7 are as large as a second or two takes, and leave work for many machines', () => {
    expect(batchSize(scenario(20_000), 20)).toBe(1)
    expect(batchSize(scenario(20_000), 50_000)).toBe(16)
    expect(batchSize({ ...one, horizon: { seconds: 10_000 } }, 50_000)).toBe(16)
    expect(batchSize(scenario(10_000_000), 50_000)).toBe(1)
    expect(batchSize(scenario(1000), 320)).toBe(16)
  })
})
