import type { Preference } from '../strategy.ts'

/** The earliest start in virtual time (start-time fair queueing): turns in proportion to declared weights. */
export const weightedTurn: Preference = {
  name: 'weighted-turn',
  wants: 'less',
  reads: 'ledger',
  key: (agent, situation) => Math.max(situation.ledger.virtualTime, situation.record(agent).finishTag),
}
