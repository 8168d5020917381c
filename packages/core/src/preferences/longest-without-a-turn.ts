import type { Preference } from '../strategy.ts'

/**
 * Whoever was named longest ago, by the count of turns; never having been named is longest of all. Over a fixed roster
 * this is round robin, and it needs no pointer that could be lost.
 */
export const longestWithoutATurn: Preference = {
  name: 'longest-without-a-turn',
  wants: 'less',
  reads: 'ledger',
  key: (agent, situation) => situation.record(agent).lastTurn,
}
