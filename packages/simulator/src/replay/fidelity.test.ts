import { builtin, type Strategy } from '@pointsman/core'
import { describe, expect, test } from 'vitest'
import { compare } from '../compare/compare.ts'
import type { Comparison } from '../compare/comparison.ts'
import { watched, type Watching } from '../reconstruct/watched.ts'
import { scenarioOf } from '../reconstruct/worlds.ts'
import { simulate } from '../run/simulate.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { recordedDay } from './recorded-day.ts'
import { worlds } from './worlds.ts'

const refusing = { ...worlds['high refusal'], horizon: { chats: 1500 } } as Scenario

/** A day recorded under one strategy, played again and held against it as if another one had answered. */
function replayed(
  world: Scenario,
  watching: Watching & { readonly taken: string; readonly named?: string },
): Comparison {
  const { found } = watched(world, { seed: 3, ...watching })
  const scenario = scenarioOf(found)
  const names = [...new Set([watching.taken, 'longest-idle', 'random'])].slice(0, 2)
  const day = recordedDay(found, watching.named)
  if (day === undefined) throw new Error('nothing recorded')
  return compare({
    scenario,
    seed: 1,
    stopped: 'replications',
    contestants: names.map((name) => ({
      name,
      outcomes: simulate({
        scenario,
        strategy: (lots): Strategy => builtin(name, { seed: lots }) as Strategy,
        seed: 1,
        replications: 8,
        profile: true,
      }),
    })),
    baseline: names[0] as string,
    bounds: [],
    reproduce: 'again',
    replay: {
      day,
      own: names.includes(watching.named ?? watching.taken) ? (watching.named ?? watching.taken) : undefined,
    },
  })
}

describe('the back-test', () => {
  test('RP3 the strategy that answered reproduces the recording; every figure has its interval', () => {
    const { fidelity, verdict } = replayed(refusing, { strategy: 'rejection-averse', taken: 'rejection-averse' })
    expect(fidelity?.value).toBeGreaterThan(0.9)
    expect(verdict).toHaveProperty('best')
    const figures = new Map(fidelity?.figures.map((one) => [one.name, one]))
    for (const name of ['waitMean', 'abandonRate', 'rejectRate'] as const) {
      const { ci95, recorded = NaN, simulated } = figures.get(name) ?? {}
      expect(simulated).toBeGreaterThan(0)
      expect(recorded).toBeGreaterThanOrEqual(ci95?.[0] ?? Infinity)
      expect(recorded).toBeLessThanOrEqual(ci95?.[1] ?? -Infinity)
    }
    const chats = fidelity?.hours.reduce((sum, one) => sum + one.chats, 0)
    expect(chats).toBe(1500)
    expect(fidelity?.agents).toHaveLength(12)
  })

  test('RP3 from snapshots alone too', () => {
    const { fidelity } = replayed(refusing, { strategy: 'random', taken: 'random', events: false })
    expect(fidelity?.value).toBeGreaterThan(0.85)
  })

  test('RP3 fidelity is 1 less the largest error beyond chance', () => {
    const { fidelity } = replayed(refusing, { strategy: 'random', taken: 'random' })
    const most = Math.max(0, ...(fidelity?.figures ?? []).map(({ byChance, error }) => error - byChance))
    expect(fidelity?.value).toBe(1 - most)
  })

  test('RP5 where another strategy answered than is taken to have, the verdict is withheld, and the results are given', () => {
    const { fidelity, results, verdict } = replayed(refusing, { strategy: 'rejection-averse', taken: 'fill-up' })
    expect(fidelity?.value).toBeLessThan(0.8)
    expect(verdict).toEqual({ withheld: expect.stringMatching(/fidelity of 0\.\d+.*taken to be fill-up/s) })
    expect(results).toHaveLength(2)
  })

  test('RP5 a recording that does not bear the question has no verdict, whatever its fidelity', () => {
    const { verdict } = replayed({ ...refusing, horizon: { chats: 200 } }, { strategy: 'random', taken: 'random' })
    expect(verdict).toEqual({ withheld: expect.stringContaining('at least 300 are needed') })
  })

  test('RP5 where it is not known here what answered, nothing shows how far to trust the replay', () => {
    const { fidelity, verdict } = replayed(refusing, { strategy: 'random', taken: 'random', named: 'ours' })
    expect(fidelity).toBeUndefined()
    expect(verdict).toEqual({ withheld: expect.stringContaining('answered by ours') })
  })
})
