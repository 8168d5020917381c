import type { Agent } from './model.ts'
import { freeCapacity } from './preferences/free-capacity.ts'
import { loadRatio } from './preferences/load-ratio.ts'
import { fewestRefusals } from './preferences/fewest-refusals.ts'
import { longestWithoutATurn } from './preferences/longest-without-a-turn.ts'
import type { Situation } from './situation.ts'
import type { Preference } from './strategy.ts'

const free = freeCapacity.key
const load = loadRatio.key
const refusals = fewestRefusals.key
const turn = longestWithoutATurn.key

/** Calls a key; the commonest by a name that the engine knows and inlines, as in `admits`. */
export function askKey(key: Preference['key'], agent: Agent, situation: Situation): number {
  if (key === free) return free(agent, situation)
  if (key === load) return load(agent, situation)
  if (key === turn) return turn(agent, situation)
  if (key === refusals) return refusals(agent, situation)
  return key(agent, situation)
}
