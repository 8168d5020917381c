import type { AgentChatApi } from './agent-chat-api.ts'
import type { ApiChat, ApiUser } from './answers.ts'
import type { CallOptions } from './connection.ts'
import type { AgentWanted } from './request-agent.ts'
import { userFor } from './user-for.ts'

/** What came of asking for an agent in queue mode. */
export type AgentQueued =
  | { readonly kind: 'queued'; readonly user: ApiUser; readonly chat: ApiChat }
  | { readonly kind: 'unavailable' }

/**
 * The documented way in queue mode: is anybody online; the user; the chat, which then waits in its queue. Its place comes
 * by the webhook `queues:update`, and the agent by `chats:join` or `invitations:accept`.
 */
export async function requestAgentQueued(
  api: AgentChatApi,
  { user: wanted, ...chat }: AgentWanted,
  options: CallOptions = {},
): Promise<AgentQueued> {
  const { room, lang } = chat
  const online = await api.agentsOnline(lang === undefined ? { roomId: room } : { roomId: room, lang }, options)
  if (!online) return { kind: 'unavailable' }
  const user = await userFor(api, wanted, options)
  return { kind: 'queued', user, chat: await api.createChat({ ...chat, creator: user.id }, options) }
}
