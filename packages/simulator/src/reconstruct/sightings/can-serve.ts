import type { Agent, QueueId } from '@pointsman/core'

/** Whether the platform's rules let the agent, as listed, take a chat of this queue and language now, unless they refused it. */
export function canServe(agent: Agent, queue: QueueId, language: string): boolean {
  return (
    agent.status === 'online' &&
    agent.capacity >= 1 &&
    (queue === '' || agent.queues.has(queue)) &&
    (language === '' || agent.languages.size === 0 || agent.languages.has(language))
  )
}
