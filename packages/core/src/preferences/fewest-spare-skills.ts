import type { Preference } from '../strategy.ts'

/** The fewest queues served plus skills that this chat does not need: the versatile are kept for what only they can do. */
export const fewestSpareSkills: Preference = {
  name: 'fewest-spare-skills',
  wants: 'less',
  reads: 'chat',
  key: (agent, { chat }) => {
    let spare = agent.queues.size
    if (chat.needs.size === 0) return spare + agent.skills.size
    for (const skill of agent.skills.keys()) if (!chat.needs.has(skill)) spare++
    return spare
  },
}
