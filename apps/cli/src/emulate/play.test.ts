import { readFileSync } from 'node:fs'
import { builtin, type Strategy } from '@pointsman/core'
import { AgentChat, defaultSettings, ManualClock } from '@pointsman/emulator'
import { replicate, type Outcome, type Scenario } from '@pointsman/simulator'
import { describe, expect, test } from 'vitest'
import { fixturePath } from '@pointsman/fixtures'
import { Play } from './play.ts'
import { settingsOf } from './settings-of.ts'

const scenario = (name: string): Scenario =>
  JSON.parse(readFileSync(fixturePath(`scenarios/${name}`), 'utf8')) as Scenario

/** A scenario played on an emulated platform whose own default chooses, by a clock that goes as fast as it can. */
function played(of: Scenario, seed: number): Outcome {
  const over: { yes: boolean } = { yes: false }
  const play = new Play(of, seed, () => (over.yes = true))
  const clock = new ManualClock()
  let ids = 0
  const platform = new AgentChat({
    settings: { ...defaultSettings, ...settingsOf(of, true) },
    agents: play.staff.traits,
    clock,
    ask: () => undefined,
    observers: [play.statistics, play],
    newId: () => `id${ids++}`,
    seed: 7,
    newRecord: () => play.newRecord(),
  })
  play.begin(platform)
  while (!over.yes && clock.step());
  expect(platform.chats.size).toBeLessThanOrEqual(defaultSettings.keepClosed)
  return play.outcome()
}

function simulated(of: Scenario, seed: number): Outcome {
  const strategy = (): Strategy => builtin('most-free-capacity', { seed: 7 }) as Strategy
  return replicate({ scenario: of, strategy, seed, replication: 0, batches: 20 })
}

describe('a scenario on the emulated platform', () => {
  test.each(['small-shop.json', 'often-refused.json', 'support-24h.json'])(
    'EM1 comes to the very same as in the simulator where the platform itself chooses: %s',
    (name) => {
      const of = { ...scenario(name), ...(name === 'often-refused.json' ? { horizon: { chats: 4000 } } : {}) }
      expect(played(of, 5)).toEqual(simulated(of, 5))
    },
  )

  test.each([
    ['a chat is joined at once', { acceptance: 'join' }],
    ['chats are lost in search mode', { mode: 'search', maxAttempts: 2 }],
    ['the waiting room is small', { waitingRoom: 3 }],
    ['patience does not run while an invitation is out', { abandonWhileInvited: false }],
  ] as const)('EM1 the same where %s', (_, platform) => {
    const plain = scenario('often-refused.json')
    const of = {
      ...plain,
      horizon: { chats: 3000 },
      warmup: { chats: 100 },
      platform: { ...plain.platform, ...platform },
    }
    expect(played(of, 3)).toEqual(simulated(of, 3))
  })
})
