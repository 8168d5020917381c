import { builtin, catalog, type Strategy } from '@pointsman/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { oddScenario } from '../laws/scenarios.ts'
import type { Outcome } from '../result/outcome.ts'
import { replicationSeed } from '../run/replication-seed.ts'
import { simulate } from '../run/simulate.ts'
import type { Distribution } from '../scenario/distribution.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { interval } from '../statistics/interval.ts'
import { erlangA } from '../theory/erlang-a.ts'
import { pool } from '../truth/pool.ts'
import { pooledWait } from './pooled-wait.ts'
import { whyNoBound } from './why-no-bound.ts'

const names = catalog.map(({ policy }) => policy.name)
const strategy = (name: string) => (seed: number) => builtin(name, { seed }) as Strategy

function bounds(scenario: Scenario, seed: number, replications: number): readonly number[] {
  return Array.from({ length: replications }, (_, r) => pooledWait(scenario, replicationSeed(seed, r)))
}

test('Q9 where everybody does everything alike and at once, the bound is what is simulated, digit for digit', () => {
  for (const theta of [undefined, 0.7]) {
    const scenario = { ...pool({ servers: 5, lambda: 4.5, mu: 1, theta }, 3000), warmup: { chats: 0 } }
    const simulated = simulate({ scenario, strategy: strategy('random'), seed: 3, replications: 4 })
    bounds(scenario, 3, 4).forEach((bound, r) => expect(bound).toBeCloseTo(simulated[r]!.metrics.waitMean, 9))
  }
})

test('Q9 shifts that all have take no more from the bound than from what is simulated', () => {
  const base = pool({ servers: 6, lambda: 0.005, mu: 0.001, theta: 0.0005 }, 1500)
  const agents = base.agents.map((agent) => ({ ...agent, shifts: [[20_000, 60_000] as const] }))
  const scenario = { ...base, warmup: { chats: 0 }, agents }
  const simulated = simulate({ scenario, strategy: strategy('random'), seed: 3, replications: 3 })
  expect(simulated.every(({ metrics }) => metrics.waitMean > 100)).toBe(true)
  bounds(scenario, 3, 3).forEach((bound, r) => expect(bound).toBeCloseTo(simulated[r]!.metrics.waitMean, 6))
})

test.each([
  ['exponential', { kind: 'exponential', mean: 2 }],
  ['a mixture of one', { kind: 'hyperexponential', means: [2], weights: [1] }],
] as const)(
  'Q9 where everybody does everything alike and at once, the bound is Erlang A: patience %s',
  (_, patience) => {
    const scenario = pool({ servers: 10, lambda: 9, mu: 1, theta: 0.5 }, 40_000)
    const queues = scenario.queues.map((queue) => ({ ...queue, patience }))
    const { mean, half } = interval(bounds({ ...scenario, queues }, 5, 10), 0.99)
    expect(Math.abs(mean - erlangA(10, 9, 1, 0.5).waitMean)).toBeLessThan(half)
  },
)

test('Q9 a warm-up by time leaves out whom a warm-up by chats leaves out who came until then', () => {
  const base = pool({ servers: 2, lambda: 1, mu: 0.4, theta: 0.5 }, 500)
  const at = Array.from({ length: 500 }, (_, n) => n + 1)
  const scenario = {
    ...base,
    queues: base.queues.map((queue) => ({ ...queue, arrivals: { kind: 'trace', at } as const })),
  }
  const [byChats] = bounds({ ...scenario, warmup: { chats: 100 } }, 7, 1)
  expect(byChats).toBeGreaterThan(0)
  expect(bounds({ ...scenario, warmup: { seconds: 101 } }, 7, 1)).toEqual([byChats])
  expect(bounds({ ...scenario, warmup: { seconds: 102 } }, 7, 1)).not.toEqual([byChats])
})

/** Customers who do not leave at a moment that is known beforehand, and who are not lost. */
function bounded(number: number): Scenario {
  const odd = oddScenario(number)
  const patiences: readonly Distribution[] = [
    { kind: 'exponential', mean: 15 },
    { kind: 'exponential', mean: 60 },
    { kind: 'gamma', mean: 30, sd: 20 },
    { kind: 'hyperexponential', means: [5, 50], weights: [1, 2] },
    { kind: 'never' },
  ]
  // Retries at night take long, and nobody is there.
  const { waitingRoom: _, retryInterval: __, ...platform } = odd.platform ?? {}
  const queues = odd.queues.map((queue, place) => ({
    ...queue,
    transfers: undefined,
    patience: patiences[(number + place * (number % 3)) % patiences.length] as Distribution,
  }))
  // Whom all refuse and who never leaves would wait for ever.
  const forEver = queues.some(({ patience }) => patience.kind === 'never')
  const agents = odd.agents.map((agent) =>
    forEver && agent.answers?.reject !== undefined
      ? { ...agent, answers: { accept: 0.7, reject: 0, after: { kind: 'constant', value: 3 } as const } }
      : agent,
  )
  return { ...odd, horizon: { chats: 150 }, platform: { ...platform, mode: 'queue' }, queues, agents }
}

const everybodyIsOver = (outcomes: readonly Outcome[]): boolean =>
  outcomes.every(({ counts }) => counts.unfinished === 0)

test('Q10 no strategy that ships waits less than the bound on average, in any scenario', () => {
  let [compared, binding] = [0, 0]
  fc.assert(
    fc.property(fc.nat(1_000_000).map(bounded), fc.constantFrom(...names), fc.nat(1000), (scenario, name, seed) => {
      expect(whyNoBound(scenario)).toBeUndefined()
      const simulated = simulate({ scenario, strategy: strategy(name), seed, replications: 20 })
      if (!everybodyIsOver(simulated)) return
      const bound = bounds(scenario, seed, 20)
      const above = simulated.map(({ metrics }, r) => metrics.waitMean - (bound[r] as number))
      const { mean, half } = interval(above, 0.9999)
      compared += 1
      if (interval(bound).mean > 1) binding += 1
      // A difference that is always the same may be a rounding.
      expect(mean + (Number.isNaN(half) ? 0 : half)).toBeGreaterThan(-1e-9)
    }),
    { seed: 31, numRuns: 120 },
  )
  // The bound says something in a good part of them.
  expect(compared).toBeGreaterThan(60)
  expect(binding).toBeGreaterThan(10)
})
