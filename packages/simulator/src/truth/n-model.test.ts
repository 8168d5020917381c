import { readFileSync } from 'node:fs'
import { builtin, inverse, PolicyStrategy, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import { simulate } from '../run/simulate.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { disagreements } from './agree.ts'

interface Case {
  readonly id: string
  readonly params: {
    readonly pools: readonly { readonly m: number; readonly cap: number; readonly skills: readonly number[] }[]
    readonly lam: readonly number[]
    readonly rule: 'mfc' | 'random' | 'prefer' | 'least'
    readonly wait: 'loss' | 'fifo'
    readonly K?: number
    readonly theta?: number
  }
  readonly answer: {
    readonly P_block: readonly number[]
    readonly P_block_all: number
    readonly P_wait: readonly number[]
    readonly P_abandon: readonly number[]
    readonly EW_admitted: readonly number[]
    readonly occupancy: readonly number[]
  }
}

const text = readFileSync(new URL('../../../../fixtures/truth/n_model.json', import.meta.url), 'utf8')
const { cases } = JSON.parse(text) as { cases: readonly Case[] }
const strategies = { mfc: 'most-free-capacity', random: 'random', least: 'fill-up', prefer: 'specialists-first' }
const long = Number(process.env['POINTSMAN_LONG'] ?? 1)

function scenarioOf({ id, params }: Case): Scenario {
  const loss = params.wait === 'loss'
  return {
    pointsman: 'scenario/1',
    name: id,
    horizon: { chats: 40_000 * long },
    warmup: { chats: 2_000 },
    platform: { mode: loss ? 'search' : 'queue', acceptance: 'join', ...(loss ? {} : { waitingRoom: params.K }) },
    queues: params.lam.map((perSecond, one) => ({
      id: `${one}`,
      arrivals: { kind: 'poisson', perSecond },
      handleTime: { kind: 'exponential', mean: 1 },
      patience: params.theta === undefined ? { kind: 'never' } : { kind: 'exponential', mean: 1 / params.theta },
    })),
    agents: params.pools.map(({ m, cap, skills }, pool) => ({
      id: 'AB'[pool] as string,
      count: m,
      slots: cap,
      queues: skills.map((skill) => `${skill}`),
    })),
  }
}

/** Specialists first, or the other way round where the case has generalists first. */
function strategyOf({ id, params }: Case, seed: number): Strategy {
  const strategy = builtin(strategies[params.rule], { seed }) as PolicyStrategy
  if (params.rule !== 'prefer' || !id.includes('generalists-first')) return strategy
  const [fewestSpare, ...others] = strategy.policy.prefer as [(typeof strategy.policy.prefer)[number]]
  return new PolicyStrategy({ ...strategy.policy, prefer: [inverse(fewestSpare), ...others] }, { seed })
}

test.each(cases)('S23 the N-model is exact: $id', (one) => {
  const strategy = (seed: number): Strategy => strategyOf(one, seed)
  const scenario = scenarioOf(one)
  const outcomes = simulate({ scenario, strategy, seed: 2, replications: 10 })
  const { answer } = one
  const comparisons = [0, 1].flatMap((queue) => {
    const of = (metric: 'lostRate' | 'waited' | 'abandonRate' | 'waitMean') =>
      outcomes.map(({ byQueue }) => (byQueue[`${queue}`] as (typeof outcomes)[0]['metrics'])[metric])
    const block = answer.P_block[queue] as number
    return [
      { name: `lost of ${queue}`, simulated: of('lostRate'), exact: block },
      { name: `waited of ${queue}`, simulated: of('waited'), exact: answer.P_wait[queue] as number },
      { name: `abandoned of ${queue}`, simulated: of('abandonRate'), exact: answer.P_abandon[queue] as number },
      // The reference's mean wait is over those admitted, ours over everybody: whoever is lost waits 0 seconds.
      {
        name: `wait of ${queue}`,
        simulated: of('waitMean'),
        exact: (answer.EW_admitted[queue] as number) * (1 - block),
      },
    ]
  })
  const occupancyOf = (pool: string) =>
    outcomes.map(({ agents }) => {
      const own = agents.filter(({ id }) => id.startsWith(pool))
      return own.reduce((sum, { occupancy }) => sum + occupancy, 0) / own.length
    })
  expect(
    disagreements([
      ...comparisons,
      { name: 'occupancy of A', simulated: occupancyOf('A'), exact: answer.occupancy[0] as number },
      { name: 'occupancy of B', simulated: occupancyOf('B'), exact: answer.occupancy[1] as number },
      { name: 'lost', simulated: outcomes.map(({ metrics }) => metrics.lostRate), exact: answer.P_block_all },
    ]),
  ).toEqual([])
})
