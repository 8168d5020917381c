import type { Rule } from '../strategy.ts'

/** Admits agents who have not rejected this chat, by the chat's account or by their own. */
export const hasNotRejected: Rule = {
  name: 'has-not-rejected',
  // Most lists are empty, and asking for their size is quicker than looking into them.
  admits: (agent, { chat }) =>
    (chat.rejectedBy.size === 0 || !chat.rejectedBy.has(agent.id)) &&
    (agent.rejections.size === 0 || !agent.rejections.has(chat.id)),
  because: (agent, { chat }) => ({
    code: 'rejected',
    saidBy: chat.rejectedBy.has(agent.id) ? 'chat' : 'agent',
  }),
}
