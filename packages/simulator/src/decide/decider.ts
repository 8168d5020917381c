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
  /** Whether `choose` may read what the ledger knows of agents. */
  readonly readsLedger: boolean
  /**
   * Who must have room for `choose` to name anybody who can be taken: anybody at all, as for a strategy of which nothing is
   * known or that may relax; somebody who serves the chat, refused or not; or one of those who has not refused it.
   * Where it is not `anybody`, `choose` is undefined for certain when there is nobody of the kind.
   */
  readonly needs: 'anybody' | 'serving' | 'willing'
}
