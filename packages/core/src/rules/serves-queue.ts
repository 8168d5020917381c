import type { Rule } from '../strategy.ts'

/** Admits agents who serve the chat's queue; a chat in no queue is served by all. */
export const servesQueue: Rule = {
  name: 'serves-queue',
  admits: (agent, { chat }) => chat.queue === '' || agent.queues.has(chat.queue),
  because: (agent, { chat }) => ({ code: 'other-queue', queue: chat.queue, serves: [...agent.queues] }),
}
