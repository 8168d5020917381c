import type { AgentSettings } from './scenario.ts'

/** Whether the agent serves the queue and speaks the language; chats without a language everybody speaks. */
export function canTake(
  { queues, languages = [] }: AgentSettings,
  queue: string,
  language: string | undefined,
): boolean {
  if (!queues.includes(queue)) return false
  if (language === undefined || languages.length === 0) return true
  return languages.some((spoken) => spoken.toLowerCase() === language.toLowerCase())
}
