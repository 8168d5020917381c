import type { WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import type { Indexable } from './indexable.ts'

/** Whether there may be anybody whom this very chat keeps away. */
export function excludesAny(what: Indexable, chat: SimulatedChat): boolean {
  // Nobody refuses who was not invited, and where chats are joined at once nobody is.
  return chat.wasInvited && (what.skipsInvited || (what.skipsRefusers && chat.rejectedBy.size > 0))
}

/** Whether this chat keeps the agent away, who would otherwise do. */
export function excludes(what: Indexable, chat: SimulatedChat, agent: WorldAgent): boolean {
  return (
    (what.skipsRefusers && (chat.rejectedBy.has(agent.id) || agent.rejections.has(chat.id))) ||
    (what.skipsInvited && chat.invited.has(agent.id))
  )
}
