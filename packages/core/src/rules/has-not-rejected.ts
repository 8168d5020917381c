import type { Rule } from '../strategy.ts'

/** Admits agents who have not rejected this chat, by the chat's account or by their own. */
export const hasNotRejected: Rule = {
  name: 'has-not-rejected',
  admits: (agent, { chat }) => !chat.rejectedBy.has(agent.id) && !agent.rejections.has(chat.id),
  because: (agent, { chat }) => ({
    code: 'rejected',
    saidBy: chat.rejectedBy.has(agent.id) ? 'chat' : 'agent',
  }),
}
