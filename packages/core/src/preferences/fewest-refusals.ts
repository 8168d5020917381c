import type { Preference } from '../strategy.ts'

/** The fewest chats refused, by the platform's list or by our own count, whichever knows of more. */
export const fewestRefusals: Preference = {
  name: 'fewest-refusals',
  wants: 'less',
  reads: 'ledger',
  key: (agent, situation) => Math.max(agent.rejections.size, situation.record(agent).refusals),
}
