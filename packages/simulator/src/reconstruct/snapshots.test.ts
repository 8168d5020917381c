import { describe, expect, test } from 'vitest'
import type { Scenario } from '../scenario/scenario.ts'
import { worlds } from '../replay/worlds.ts'
import type { Stint } from './sightings/stint.ts'
import { watched, type Truth, type Watching } from './watched.ts'

const balanced = { ...worlds['balanced'], horizon: { chats: 2500 } } as Scenario

/** The stints that were seen, each with when it truly began and ended. */
function stintsOf(
  watching: Watching,
): readonly { readonly stint: Stint; readonly began: number; readonly ended: number }[] {
  const { found, truth } = watched(balanced, { seed: 6, events: false, ...watching })
  return [...found.waits].flatMap(({ chat }) => {
    const began = truth.attended.get(chat.id)?.at
    const ended = truth.ended.get(chat.id)?.at
    if (chat.stint === undefined || chat.stint.open || began === undefined || ended === undefined) return []
    return [{ stint: chat.stint, began, ended }]
  })
}

describe('what snapshots alone tell', () => {
  test('RC18 where only what agents do with chats is an activity, its time is when they did it', () => {
    const stints = stintsOf({})
    const ends = stints.filter(({ stint }) => stint.endedLo === stint.endedHi)
    const begins = stints.filter(({ stint }) => stint.beganLo === stint.beganHi)
    expect(ends.length / stints.length).toBeGreaterThan(0.9)
    expect(begins.length / stints.length).toBeGreaterThan(0.9)
    // Of two things between two looks it is drawn which was the last; something may have left no other trace.
    const right = (all: readonly boolean[]): number => all.filter(Boolean).length / all.length
    expect(right(ends.map(({ ended, stint }) => Math.abs(stint.endedLo - ended) < 1e-3))).toBeGreaterThan(0.95)
    expect(right(begins.map(({ began, stint }) => Math.abs(stint.beganLo - began) < 1e-3))).toBeGreaterThan(0.95)
  })

  test('RC18 where every message is an activity, no time is taken for known, and every bound holds', () => {
    const stints = stintsOf({ talking: true })
    expect(stints.length).toBeGreaterThan(2000)
    // Looks close together leave next to no time between them.
    expect(
      stints.filter(({ stint }) => stint.beganLo === stint.beganHi || stint.endedLo === stint.endedHi).length,
    ).toBeLessThan(stints.length / 20)
    for (const { began, ended, stint } of stints) {
      expect(stint.beganLo).toBeLessThanOrEqual(began + 1e-6)
      expect(stint.beganHi).toBeGreaterThanOrEqual(began - 1e-6)
      expect(stint.endedLo).toBeLessThanOrEqual(ended + 1e-6)
      expect(stint.endedHi).toBeGreaterThanOrEqual(ended - 1e-6)
    }
  })

  test('RC19 refusals that led to no further request show in what agents are listed to have refused', () => {
    const { found, truth } = watched(worlds['overload'] as Scenario, { seed: 6, events: false })
    expect(refusals(truth)).toBeGreaterThan(150)
    const seen = [...found.sightings.agents.values()].reduce((sum, { refused }) => sum + refused, 0)
    expect(seen / refusals(truth)).toBeGreaterThan(0.97)
    expect(seen).toBeLessThanOrEqual(refusals(truth))
  })

  test('RC20 a platform that searches is told from one that queues, and how often it tries', () => {
    for (const [name, world] of Object.entries(worlds)) {
      const { found } = watched(world, { seed: 6, events: false })
      expect([name, found.scenario?.platform?.mode]).toEqual([name, name === 'searching' ? 'search' : 'queue'])
      if (name === 'searching') expect(found.scenario?.platform?.maxAttempts).toBe(3)
    }
  })

  test('RC20 of chats that nobody saw again as many are taken to have been given up as were', () => {
    for (const name of ['searching', 'priorities', 'overload']) {
      const { found, truth } = watched(worlds[name] as Scenario, { seed: 6, events: false })
      const left = [...truth.ended.values()].filter(({ how }) => how === 'abandoned').length
      const taken = [...found.waits].reduce((sum, wait) => sum + found.chanceOfLeaving(wait), 0)
      expect(Math.abs(taken / left - 1)).toBeLessThan(0.08)
    }
  })
})

function refusals({ answers }: Truth): number {
  return [...answers.values()].reduce((sum, { refused }) => sum + refused, 0)
}
