import { readFileSync } from 'node:fs'
import { builtin, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import type { Outcome } from '../result/outcome.ts'
import { Replication } from '../run/replication.ts'
import { outcomeOf } from '../run/outcome-of.ts'
import { replicationSeed } from '../run/replication-seed.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { inProcess } from '../study/in-process.ts'
import { pool } from '../truth/pool.ts'
import type { Difference } from './comparison.ts'
import { paired } from './paired.ts'
import { runComparison } from './run-comparison.ts'

/** One replication of a strategy. */
function outcome(scenario: Scenario, seed: number, replication: number, strategy: Strategy): Outcome {
  const run = new Replication(scenario, strategy, { seed: replicationSeed(seed, replication) })
  run.run()
  return outcomeOf(run, scenario, 1)
}

/** Agents of unequal speed: who has the chat decides how long it takes, so that other lots are another run. */
const unequal: Scenario = {
  ...pool({ servers: 1, lambda: 0.016, mu: 0.01, theta: 0.02 }, 80),
  warmup: { chats: 10 },
  agents: [0.6, 1, 1.4].map((speed, i) => ({ id: `a${i}`, slots: 1, queues: ['q'], speed })),
}
/** The same rule twice, truly equal, by other lots. */
const twins = ['one', 'other'].map((name, salt) => ({ name, reference: salt * 7919 }))
const executor = inProcess({
  load: (salt) => Promise.resolve((seed) => builtin('random', { seed: seed + (salt as number) }) as Strategy),
  pause: () => Promise.resolve(),
})
const felt = ['waitMean', 'serviceLevel', 'abandonRate', 'occupancyGini']

/** In how many of so many comparisons of the twins each metric's interval excludes zero, and a winner was named. */
async function exclusions(
  count: number,
  options: { readonly most: number; readonly precision?: number },
): Promise<{ excluded: Map<string, number>; winners: number; replications: number }> {
  const excluded = new Map(felt.map((metric) => [metric, 0]))
  let [winners, replications] = [0, 0]
  for (let seed = 0; seed < count; seed++) {
    const found = await runComparison({
      scenario: unequal,
      strategies: twins,
      baseline: 'one',
      seed,
      executor,
      reproduce: () => '',
      ...options,
    })
    replications += found!.replications
    const { verdict } = found!
    if ('best' in verdict && verdict.best !== null) winners += 1
    for (const metric of felt) {
      const { ci95 } = found!.versus['other']![metric] as Difference
      if (ci95![0] > 0 || ci95![1] < 0) excluded.set(metric, excluded.get(metric)! + 1)
    }
  }
  return { excluded, winners, replications: replications / count }
}

test('Q4 of 400 comparisons of truly equal strategies, the interval excludes zero in 2.5 % to 8 %, and seldom is one called best', async () => {
  const { excluded, winners } = await exclusions(400, { most: 20 })
  for (const [metric, count] of excluded) {
    expect([metric, count]).toEqual([metric, Math.min(32, Math.max(10, count))])
  }
  expect(winners).toBeLessThanOrEqual(20)
})

test('Q7 stopping when intervals are narrow enough leaves what they cover as it is', async () => {
  const { excluded, replications, winners } = await exclusions(200, { most: 80, precision: 0.25 })
  // It stops at different times, or nothing would be shown.
  expect(replications).toBeGreaterThan(25)
  expect(replications).toBeLessThan(75)
  for (const [metric, count] of excluded) {
    expect([metric, count]).toEqual([metric, Math.min(16, Math.max(3, count))])
  }
  expect(winners).toBeLessThanOrEqual(10)
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
        outcome(scenario, seed + 1000, r, builtin(make[id], { seed: r + 64 * seed }) as Strategy),
      ),
    ) as [Outcome[], Outcome[]]
    const of = (outcomes: Outcome[]): readonly number[] => outcomes.map(({ byQueue }) => byQueue['1']!.lostRate)
    const { ci95 } = paired(of(one), of(other))
    const truth = exact('prefer', 1) - exact('random', 1)
    if (ci95![0] <= truth && truth <= ci95![1]) contained += 1
  }
  expect(contained).toBeGreaterThanOrEqual(92)
})
