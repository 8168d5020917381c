import type { Scenario } from '@pointsman/simulator'
import type { Cast } from './cast.ts'
import { Play } from './play.ts'
import { settingsOf } from './settings-of.ts'

/** The customers and the agents of a scenario. It is over when the last chat is. */
export function stage(scenario: Scenario, seed: number, hold: boolean): Cast {
  let finished: () => void = () => undefined
  const over = new Promise<void>((resolve) => (finished = resolve))
  const play = new Play(scenario, seed, () => finished())
  return {
    name: scenario.name,
    agents: play.staff.traits,
    profiles: undefined,
    online: false,
    settings: settingsOf(scenario, hold),
    observers: [play.statistics, play],
    newRecord: () => play.newRecord(),
    progress: () => play.progress,
    offered: () => play.statistics.offered,
    begin: (platform) => play.begin(platform),
    over,
    outcome: () => play.outcome(),
  }
}
