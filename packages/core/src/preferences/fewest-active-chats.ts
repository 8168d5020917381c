import type { Preference } from '../strategy.ts'

/** The fewest chats in progress, invited to and reserved: an offer that is out is load. */
export const fewestActiveChats: Preference = {
  name: 'fewest-active-chats',
  wants: 'less',
  reads: 'ledger',
  key: (agent, situation) => situation.held(agent),
}
