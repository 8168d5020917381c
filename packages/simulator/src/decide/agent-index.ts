import type { WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'

/** The agents of a world, by class of chats, in the order in which a policy ranks them. */
export interface AgentIndex {
  /** Takes in what the agent is now. */
  update(agent: WorldAgent): void
  /** Whom the policy names for this chat. */
  best(chat: SimulatedChat): WorldAgent | undefined
}
