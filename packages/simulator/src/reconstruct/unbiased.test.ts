import { describe, expect, test } from 'vitest'
import type { Scenario } from '../scenario/scenario.ts'
import { watched, type Watching } from './watched.ts'
import { invited, plainWorld, scenarioOf } from './worlds.ts'

describe('estimates are unbiased, and as sure as they say', () => {
  const worlds: readonly (readonly [string, Watching, Scenario])[] = [
    ['join, snapshots', { events: false }, plainWorld(900)],
    ['join, events', {}, plainWorld(900)],
    ['invite, snapshots', { events: false }, invited(900)],
    ['those with room', { events: false, onlyAvailable: true }, plainWorld(900)],
  ]
  test.each(worlds)('RC7 handle time and patience over many recordings: %s', (_, watching, world) => {
    const runs = 20
    const handle: number[] = []
    const patience: number[] = []
    let covered = 0
    let coveredPatience = 0
    for (let seed = 1; seed <= runs; seed++) {
      const { origin } = scenarioOf(watched(world, { ...watching, seed }).found)
      const of = origin?.figures['$.queues[0].handleTime']
      const left = origin?.figures['$.queues[0].patience']
      handle.push((of?.value ?? NaN) / 300)
      patience.push((left?.value ?? NaN) / 150)
      if (within(of?.ci95, 300)) covered++
      if (within(left?.ci95, 150)) coveredPatience++
    }
    expectUnbiased(handle, 0.03)
    expectUnbiased(
      patience.map(Math.log).map((log) => log + 1),
      0.12,
    )
    expect(covered / runs).toBeGreaterThanOrEqual(0.8)
    expect(coveredPatience / runs).toBeGreaterThanOrEqual(0.75)
  })
})

function within(ci95: readonly [number, number] | undefined, truth: number): boolean {
  return ci95 !== undefined && ci95[0] <= truth && truth <= ci95[1]
}

/** The mean of ratios to the truth is 1, to within what chance explains and a margin. */
function expectUnbiased(ratios: readonly number[], margin: number): void {
  const mean = ratios.reduce((sum, ratio) => sum + ratio, 0) / ratios.length
  const variance = ratios.reduce((sum, ratio) => sum + (ratio - mean) ** 2, 0) / (ratios.length - 1)
  expect(Math.abs(mean - 1)).toBeLessThan(margin + 2 * Math.sqrt(variance / ratios.length))
}
