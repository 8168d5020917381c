import type { Rule } from '../strategy.ts'

/** Admits agents who were not invited to this chat before. */
export const notAlreadyInvited: Rule = {
  name: 'not-already-invited',
  admits: (agent, { chat }) => !chat.invited.has(agent.id),
  because: () => ({ code: 'invited-before' }),
}
