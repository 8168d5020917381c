import type { WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'

/** The agents of one class of chats, kept in the order in which a policy ranks them. */
export interface ClassIndex {
  /** Takes in what the agent is now, who is at this place among the agents of the class. */
  update(agent: WorldAgent, place: number): void
  /** Whom the policy names for this chat of the class. */
  best(chat: SimulatedChat): WorldAgent | undefined
}
