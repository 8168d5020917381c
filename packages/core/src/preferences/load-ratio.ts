import type { Preference } from '../strategy.ts'

/** The lowest share of slots in use: chats in progress, invited to and reserved, over all slots. 1 without slots. */
export const loadRatio: Preference = {
  name: 'load-ratio',
  wants: 'less',
  reads: 'ledger',
  key: (agent, situation) => {
    const slots = agent.capacity + agent.activeChats + agent.pendingInvitations
    return slots === 0 ? 1 : situation.held(agent) / slots
  },
}
