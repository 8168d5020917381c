import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Scenario } from '../scenario/scenario.ts'
import type { Reconstructed } from './reconstruction.ts'
import { watched } from './watched.ts'
import { plainWorld, scenarioOf } from './worlds.ts'

/** A scenario that ships, of another length. */
function shipped(name: string, horizon: Scenario['horizon']): Scenario {
  const file = new URL(`../../../../fixtures/scenarios/${name}.json`, import.meta.url)
  const { warmup: _, ...scenario } = JSON.parse(readFileSync(file, 'utf8')) as Scenario
  return { ...scenario, horizon }
}

describe('what a recording cannot bear', () => {
  const because = (found: Reconstructed): string => (scenarioOf(found).origin?.fit.because ?? []).join('; ')

  test('RC11 one hundred chats are too few', () => {
    expect(because(watched(plainWorld(100)).found)).toMatch(/chats were seen with an agent: at least 300/)
  })

  test('RC11 with one agent there is nothing to choose', () => {
    const one = plainWorld(800, { agents: [{ id: 'a', slots: 12, queues: ['q'] }] })
    expect(because(watched(one).found)).toMatch(/^one agent: there is nobody to choose between$/)
  })

  test('RC11 three hours missing are noticed, also from snapshots alone; a night is none', () => {
    const missing = (at: number): boolean => at < 36_000 || at > 46_800
    for (const events of [true, false]) {
      const { found } = watched(plainWorld(4000), { events, keeps: missing })
      expect(because(found)).toMatch(/^3\.0 h without a request though people were at work/)
      expect(scenarioOf(found).origin?.recording.holes).toHaveLength(1)
    }
    const night = scenarioOf(watched(shipped('small-shop', { seconds: 3 * 86_400 }), { events: false }).found)
    expect(night.origin?.recording.holes).toEqual([])
  })

  test('RC11 snapshots of one queue only are noticed by the other chats in agents’ hands', () => {
    const { found } = watched(shipped('support-24h', { seconds: 86_400 }), {
      events: false,
      keeps: (_, queue) => queue !== 'help',
    })
    expect(because(found)).toMatch(/were never asked for: queues are missing/)
  })

  test('RC11 nothing is reconstructed from nothing', () => {
    const { found } = watched(plainWorld(100), { keeps: () => false })
    expect(found.scenario).toBeUndefined()
  })
})
