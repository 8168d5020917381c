import type { Rule } from '../strategy.ts'

/** Admits agents with a free slot; what was named to them and is not seen yet counts as load. */
export const hasCapacity: Rule = {
  name: 'has-capacity',
  admits: (agent, situation) => agent.capacity >= 1 && situation.free(agent) >= 1,
  because: (agent, situation) => ({ code: 'full', capacity: agent.capacity, reserved: situation.reserved(agent) }),
}
