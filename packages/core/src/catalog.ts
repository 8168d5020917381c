import type { CatalogEntry } from './catalog-entry.ts'
import { PolicyStrategy, type StrategyOptions } from './policy.ts'
import type { Strategy } from './strategy.ts'
import { fillUp } from './strategies/fill-up.ts'
import { leastLoaded } from './strategies/least-loaded.ts'
import { longestIdleFirst } from './strategies/longest-idle.ts'
import { mostFreeCapacity } from './strategies/most-free-capacity.ts'
import { powerOfTwo } from './strategies/power-of-two.ts'
import { random } from './strategies/random.ts'
import { rejectionAverse } from './strategies/rejection-averse.ts'
import { roundRobin } from './strategies/round-robin.ts'
import { skillMatch } from './strategies/skill-match.ts'
import { specialistsFirst } from './strategies/specialists-first.ts'
import { sticky } from './strategies/sticky.ts'
import { weightedRoundRobin } from './strategies/weighted-round-robin.ts'

/** The strategies that ship, in the order in which they are listed. */
export const catalog: readonly CatalogEntry[] = [
  mostFreeCapacity,
  leastLoaded,
  roundRobin,
  weightedRoundRobin,
  longestIdleFirst,
  skillMatch,
  specialistsFirst,
  rejectionAverse,
  fillUp,
  sticky,
  random,
  powerOfTwo,
]

/** Makes a strategy that ships, or undefined where the catalogue has none of that name. */
export function builtin(name: string, options: StrategyOptions = {}): Strategy | undefined {
  const entry = catalog.find(({ policy }) => policy.name === name)
  return entry === undefined ? undefined : new PolicyStrategy(entry.policy, options)
}
