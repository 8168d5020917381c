import { readFileSync } from 'node:fs'
import { builtin, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import type { Outcome } from '../result/outcome.ts'
import { Replication } from '../run/replication.ts'
import { outcomeOf } from '../run/outcome-of.ts'
import { replicationSeed } from '../run/replication-seed.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { pool } from '../truth/pool.ts'
import { paired } from './paired.ts'

/** One replication of a strategy whose lots have a seed of their own, so that equal strategies meet different chance. */
function outcome(scenario: Scenario, seed: number, replication: number, strategy: Strategy): Outcome {
  const run = new Replication(scenario, strategy, { seed: replicationSeed(seed, replication) })
  run.run()
  return outcomeOf(run, scenario, 1)
}

const lots = (seed: number, replication: number, side: number): number => 1 + side + 2 * (replication + 64 * seed)

test('Q4 of 400 comparisons of truly equal strategies, the interval excludes zero in 2.5 % to 8 %', () => {
  // Agents of unequal speed: who has the chat decides how long it takes, so that other lots are another run.
  const scenario: Scenario = {
    ...pool({ servers: 1, lambda: 0.016, mu: 0.01, theta: 0.02 }, 120),
    warmup: { chats: 10 },
    agents: [0.6, 1, 1.4].map((speed, i) => ({ id: `a${i}`, slots: 1, queues: ['q'], speed })),
  }
  const random = (seed: number): Strategy => builtin('random', { seed }) as Strategy
  const excluded = { waitMean: 0, abandonRate: 0, occupancyGini: 0 }
  for (let seed = 0; seed < 400; seed++) {
    const [one, other] = [0, 1].map((side) =>
      Array.from({ length: 20 }, (_, r) => outcome(scenario, seed, r, random(lots(seed, r, side)))),
    ) as [Outcome[], Outcome[]]
    for (const metric of ['waitMean', 'abandonRate', 'occupancyGini'] as const) {
      const of = (outcomes: Outcome[]): readonly number[] => outcomes.map(({ metrics }) => metrics[metric])
      const { ci95, p } = paired(of(one), of(other))
      expect(p).not.toBe(1)
      if (ci95![0] > 0 || ci95![1] < 0) excluded[metric] += 1
    }
  }
  for (const count of Object.values(excluded)) {
    expect(count).toBeGreaterThanOrEqual(10)
    expect(count).toBeLessThanOrEqual(32)
  }
})

interface Exact {
  readonly cases: readonly { readonly id: string; readonly answer: { readonly P_block: readonly number[] } }[]
}

test('Q4 of 100 comparisons whose true difference is known, the interval contains it in at least 92', () => {
  // The N-model, solved exactly: random against the specialists first, by the loss of either queue.
  const { cases } = JSON.parse(
    readFileSync(new URL('../../../../fixtures/truth/n_model.json', import.meta.url), 'utf8'),
  ) as Exact
  const exact = (id: string, queue: number): number =>
    cases.find((one) => one.id === `n_model-a-${id}-loss`)!.answer.P_block[queue] as number
  const scenario: Scenario = {
    pointsman: 'scenario/1',
    name: 'N-model',
    horizon: { chats: 1500 },
    warmup: { chats: 60 },
    platform: { mode: 'search', acceptance: 'join' },
    queues: [5, 2.5].map((perSecond, one) => ({
      id: `${one}`,
      arrivals: { kind: 'poisson', perSecond },
      handleTime: { kind: 'exponential', mean: 1 },
    })),
    agents: [
      { id: 'A', count: 3, slots: 2, queues: ['0'] },
      { id: 'B', count: 2, slots: 2, queues: ['0', '1'] },
    ],
  }
  const make = { prefer: 'specialists-first', random: 'random' }
  let contained = 0
  for (let seed = 0; seed < 100; seed++) {
    const [one, other] = (['prefer', 'random'] as const).map((id) =>
      Array.from({ length: 10 }, (_, r) =>
        outcome(scenario, seed + 1000, r, builtin(make[id], { seed: lots(seed, r, 0) }) as Strategy),
      ),
    ) as [Outcome[], Outcome[]]
    const of = (outcomes: Outcome[]): readonly number[] => outcomes.map(({ byQueue }) => byQueue['1']!.lostRate)
    const { ci95 } = paired(of(one), of(other))
    const truth = exact('prefer', 1) - exact('random', 1)
    if (ci95![0] <= truth && truth <= ci95![1]) contained += 1
  }
  expect(contained).toBeGreaterThanOrEqual(92)
})
