import { builtin, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import { simulate } from '../run/simulate.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { watched } from './watched.ts'
import { invited, scenarioOf } from './worlds.ts'

/** Means over a few replications of what matters. */
function meansOf(
  scenario: Scenario,
  strategy: string,
): { wait: number; abandoned: number; rejected: number; occupancy: number } {
  const outcomes = simulate({
    scenario,
    strategy: (seed): Strategy => builtin(strategy, { seed }) as Strategy,
    seed: 3,
    replications: 6,
  })
  const mean = (of: (metrics: (typeof outcomes)[number]['metrics']) => number): number =>
    outcomes.reduce((sum, { metrics }) => sum + of(metrics), 0) / outcomes.length
  return {
    wait: mean(({ waitMean }) => waitMean),
    abandoned: mean(({ abandonRate }) => abandonRate),
    rejected: mean(({ rejectRate }) => rejectRate),
    occupancy: mean(({ occupancy }) => occupancy),
  }
}

test.each([
  ['with events', true],
  ['from snapshots alone', false],
] as const)('RC17 played again under another strategy, it comes out as the world does: %s', (_, events) => {
  const base = invited(4000)
  const after = { kind: 'exponential', mean: 9 } as const
  const world: Scenario = {
    ...base,
    agents: [
      { id: 'keen', count: 7, slots: 2, queues: ['q'], answers: { accept: 0.95, reject: 0.02, after } },
      { id: 'away', count: 7, slots: 2, queues: ['q'], answers: { accept: 0.5, reject: 0.1, after } },
    ],
  }
  const scenario = scenarioOf(watched(world, { strategy: 'random', seed: 13, events }).found)
  for (const strategy of ['most-free-capacity', 'rejection-averse']) {
    const truth = meansOf(world, strategy)
    const found = meansOf(scenario, strategy)
    // The world's own runs differ by as much from each other as one recorded day does from their mean.
    expect(Math.abs(found.wait / truth.wait - 1)).toBeLessThan(events ? 0.1 : 0.15)
    expect(Math.abs(found.occupancy / truth.occupancy - 1)).toBeLessThan(0.05)
    expect(Math.abs(found.abandoned / truth.abandoned - 1)).toBeLessThan(0.15)
    expect(Math.abs(found.rejected - truth.rejected)).toBeLessThan(0.015)
  }
})
