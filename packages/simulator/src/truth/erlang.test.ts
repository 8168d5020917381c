import { readFileSync } from 'node:fs'
import { builtin, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import type { MetricName } from '../result/metrics.ts'
import type { Outcome } from '../result/outcome.ts'
import { simulate } from '../run/simulate.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { disagreements } from './agree.ts'
import { pool } from './pool.ts'

function truth(name: string): readonly Record<string, number>[] {
  const text = readFileSync(new URL(`../../../../fixtures/truth/${name}.json`, import.meta.url), 'utf8')
  return (JSON.parse(text) as { cases: Record<string, number>[] }).cases
}

function run(scenario: Scenario, strategy = 'most-free-capacity'): readonly Outcome[] {
  const make = (seed: number) => builtin(strategy, { seed }) as Strategy
  return simulate({ scenario, strategy: make, seed: 1, replications: 10 })
}

const long = Number(process.env['POINTSMAN_LONG'] ?? 1)

test.each(truth('erlang_b').filter(({ c }) => (c as number) <= 200))(
  'S20 simulated losses are those of Erlang B: $c servers, $offered Erlang',
  (one) => {
    const scenario = pool(
      { servers: one['c'] as number, lambda: one['offered'] as number, mu: 1, platform: { mode: 'search' } },
      20_000 * long,
    )
    const outcomes = run(scenario)
    const of = (metric: 'lostRate' | 'occupancy') => outcomes.map(({ metrics }) => metrics[metric])
    expect(
      disagreements([
        { name: 'lost', simulated: of('lostRate'), exact: one['P_block'] as number },
        { name: 'occupancy', simulated: of('occupancy'), exact: one['occupancy'] as number },
      ]),
    ).toEqual([])
  },
)

test.each(truth('erlang_c').filter(({ c }) => (c as number) <= 50))(
  'S21 simulated waits are those of Erlang C: $c servers, $offered Erlang',
  (one) => {
    const scenario = pool(
      {
        servers: one['c'] as number,
        lambda: one['lam'] as number,
        mu: one['mu'] as number,
        platform: { serviceLevelSeconds: one['T'] as number },
      },
      100_000 * long,
    )
    const outcomes = run(scenario)
    const of = (metric: MetricName) => outcomes.map(({ metrics }) => metrics[metric])
    expect(
      disagreements([
        { name: 'waited', simulated: of('waited'), exact: one['P_wait'] as number },
        { name: 'wait', simulated: of('waitMean'), exact: one['EW'] as number },
        { name: 'service level', simulated: of('serviceLevel'), exact: one['SL'] as number },
        { name: 'occupancy', simulated: of('occupancy'), exact: one['rho'] as number },
        { name: 'median', simulated: of('waitP50'), exact: one['W_p50'] as number },
        { name: '90 %', simulated: of('waitP90'), exact: one['W_p90'] as number },
        { name: '99 %', simulated: of('waitP99'), exact: one['W_p99'] as number },
      ]),
    ).toEqual([])
  },
)

test.each(truth('erlang_a').filter(({ c }) => (c as number) <= 200))(
  'S22 simulated waits and losses of patience are those of Erlang A: $c servers, $offered Erlang',
  (one) => {
    const scenario = pool(
      {
        servers: one['c'] as number,
        lambda: one['lam'] as number,
        mu: one['mu'] as number,
        theta: one['theta'] as number,
        platform: { serviceLevelSeconds: one['T'] as number },
      },
      30_000 * long,
    )
    const outcomes = run(scenario)
    const of = (metric: MetricName) => outcomes.map(({ metrics }) => metrics[metric])
    expect(
      disagreements([
        { name: 'waited', simulated: of('waited'), exact: one['P_wait'] as number },
        { name: 'abandoned', simulated: of('abandonRate'), exact: one['P_abandon'] as number },
        { name: 'wait', simulated: of('waitMean'), exact: one['EW'] as number },
        { name: 'wait of the attended', simulated: of('waitMeanAttended'), exact: one['EW_served'] as number },
        { name: 'service level', simulated: of('serviceLevel'), exact: one['SL_served_within_T_of_all'] as number },
        { name: 'occupancy', simulated: of('occupancy'), exact: one['occupancy'] as number },
      ]),
    ).toEqual([])
  },
)
