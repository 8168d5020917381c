import type { Preference } from '../strategy.ts'

/** The most free slots after reservations. */
export const freeCapacity: Preference = {
  name: 'free-capacity',
  wants: 'more',
  reads: 'ledger',
  key: (agent, situation) => situation.free(agent),
}
