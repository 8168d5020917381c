import type { AgentChatApi, NewChat } from './agent-chat-api.ts'
import type { ApiChat, ApiUser } from './answers.ts'
import type { CallOptions } from './connection.ts'
import type { NewUser } from './domain-key-api.ts'
import { userFor } from './user-for.ts'

/** Who wants an agent, in which queue. */
export interface AgentWanted extends Omit<NewChat, 'creator'> {
  readonly user: NewUser
}

/** What came of asking for an agent. */
export type AgentRequested =
  | { readonly kind: 'invited'; readonly user: ApiUser; readonly chat: ApiChat; readonly agent: ApiUser }
  /** The chat was closed again, as nobody would see it. */
  | { readonly kind: 'nobody'; readonly user: ApiUser; readonly chat: ApiChat }
  | { readonly kind: 'unavailable' }

/**
 * The documented way without queue mode: is anybody available; the user; the chat; the search for an agent, who is
 * invited. A chat for which nobody is found is closed.
 */
export async function requestAgent(
  api: AgentChatApi,
  { user: wanted, ...chat }: AgentWanted,
  options: CallOptions = {},
): Promise<AgentRequested> {
  const available = await api.agentsAvailable({ roomIds: [chat.room] }, options)
  if ((available[chat.room] ?? 0) === 0) return { kind: 'unavailable' }
  const user = await userFor(api, wanted, options)
  const created = await api.createChat({ ...chat, creator: user.id }, options)
  const agent = await api.assignChat(created.id, {}, options)
  if (agent !== undefined) return { kind: 'invited', user, chat: created, agent }
  await api.closeChat(created.id, {}, options)
  return { kind: 'nobody', user, chat: created }
}
