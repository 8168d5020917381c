import type { Rule } from '../strategy.ts'

/** Admits agents who are online: neither paused nor offline, nor in a status that is not documented. */
export const online: Rule = {
  name: 'online',
  admits: (agent) => agent.status === 'online',
  because: (agent) => ({ code: 'not-online', status: agent.status }),
}
