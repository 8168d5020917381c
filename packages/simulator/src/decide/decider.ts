import type { Instant } from '@pointsman/core'
import type { WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'

/** Puts a strategy's question in a simulation. Which decider is used never changes an answer (L13). */
export interface Decider {
  /** The agent whom the strategy names, or undefined where it passes or names nobody who is listed. */
  choose(chat: SimulatedChat, at: Instant): WorldAgent | undefined
  /** The agent is not what they were. */
  changed(agent: WorldAgent): void
  /** What the ledger knows of the agent is not what it was. */
  remembered(agent: WorldAgent): void
  /** Whether `choose` is undefined for certain where the world's rules let nobody take the chat. */
  readonly needsSomebody: boolean
}
