import type { Preference } from '../strategy.ts'

/** The earliest start in virtual time (start-time fair queueing): turns in proportion to declared weights. */
export const weightedTurn: Preference = {
  name: 'weighted-turn',
  wants: 'less',
  // Virtual time moves with every turn, whoever has it.
  reads: 'clock',
  key: (agent, situation) => Math.max(situation.ledger.virtualTime, situation.record(agent).finishTag),
}
