import { readFileSync } from 'node:fs'
import { builtin, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import { simulate } from '../run/simulate.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { disagreements } from './agree.ts'

const text = readFileSync(new URL('../../../../fixtures/truth/jsq.json', import.meta.url), 'utf8')
const truth = JSON.parse(text) as {
  readonly jsq_exact: readonly { readonly N: number; readonly rho: number; readonly mean_sojourn: number }[]
  readonly supermarket: readonly { readonly lam: number; readonly d: number; readonly mean_sojourn: number }[]
}
const long = Number(process.env['POINTSMAN_LONG'] ?? 1)

/**
 * Agents who share one unit of work among the chats they hold. With exponential work, chats in such an agent come and go as
 * customers of a server with a line of its own do, so that joining the shortest of several lines is `least-loaded`.
 */
function parallel(agents: number, load: number, chats: number): Scenario {
  const most = 200
  return {
    pointsman: 'scenario/1',
    name: 'parallel servers',
    horizon: { chats },
    warmup: { chats: chats / 5 },
    platform: { acceptance: 'join' },
    queues: [
      {
        id: 'q',
        arrivals: { kind: 'poisson', perSecond: load * agents },
        handleTime: { kind: 'exponential', mean: 1 },
      },
    ],
    agents: [{ id: 'a', count: agents, slots: most, queues: ['q'] }],
    concurrency: { speed: Array.from({ length: most }, (_, held) => 1 / (held + 1)) },
  }
}

function sojourns(scenario: Scenario, name: string): readonly number[] {
  const strategy = (seed: number): Strategy => builtin(name, { seed }) as Strategy
  return simulate({ scenario, strategy, seed: 4, replications: 10 }).map(({ metrics }) => metrics.sojournMean)
}

test.each(truth.jsq_exact.filter(({ rho }) => rho < 0.9))(
  'S25 joining the shortest of $N lines at load $rho takes as long as it must; work is rescaled exactly',
  ({ N, rho, mean_sojourn: exact }) => {
    const simulated = sojourns(parallel(N, rho, 40_000 * long), 'least-loaded')
    expect(disagreements([{ name: 'sojourn', simulated, exact }])).toEqual([])
  },
)

// The exact figure is the limit of many agents; it takes long runs to see it at higher loads.
test.each(truth.supermarket.filter(({ lam, d }) => d === 2 && lam <= (long > 1 ? 0.8 : 0.7)))(
  'S26 the power of two choices at load $lam is that of the limit of many agents',
  ({ lam, mean_sojourn: exact }) => {
    const simulated = sojourns(parallel(200, lam, 20_000 * long), 'power-of-two')
    expect(disagreements([{ name: 'sojourn', simulated, exact }])).toEqual([])
  },
)
