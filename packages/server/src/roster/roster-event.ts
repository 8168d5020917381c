import type { AgentId, ChatId, Instant } from '@pointsman/core'

/** Something that happened with a chat of a roster's. */
export interface RosterEvent {
  readonly trigger: 'invitations:accept' | 'chats:close'
  readonly chat: ChatId
  readonly agent: AgentId
  readonly at: Instant
}

/** The event as JSON, in the words of the platform that questions over a roster are put in, too: readers know both. */
export function rosterEvent({ trigger, chat, agent, at }: RosterEvent): string {
  return JSON.stringify({ trigger, appId: 'pointsman', data: { chatId: chat, userId: agent }, created_at: at })
}
