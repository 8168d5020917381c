import type { Instant, QueueId } from '@pointsman/core'
import type { WorldAgent } from './world-agent.ts'
import type { WorldChat } from './world-chat.ts'

/** Is told what happened, after it happened and before anything else does. Changes nothing in the world. */
export interface Witness<C extends WorldChat = WorldChat> {
  /** The chat went into the waiting line. */
  waits(chat: C, at: Instant): void
  /** An invitation went out. */
  invited(chat: C, agent: WorldAgent, at: Instant): void
  /** The chat is with the agent: accepted, or joined at once. */
  attended(chat: C, agent: WorldAgent, at: Instant): void
  /** The invited agent refused, `again` where they had refused this chat before. */
  refused(chat: C, agent: WorldAgent, at: Instant, again: boolean): void
  /** The invitation ran out. */
  expired(chat: C, agent: WorldAgent, at: Instant): void
  /** The invitation was taken back: the agent went away, or the customer did. */
  withdrawn(chat: C, agent: WorldAgent, at: Instant): void
  /** The agent handed the chat on, out of that queue; it is about to be asked for in the one that it bears now. */
  transferred(chat: C, agent: WorldAgent, from: QueueId, at: Instant): void
  /** The chat is over, with the agent who had it where it is `closed`. */
  ended(chat: C, agent: WorldAgent | undefined, at: Instant): void
  /** The agent's status, chats, invitations or refusals changed. */
  changed(agent: WorldAgent, at: Instant): void
}

/** Looks away. */
export const silentWitness: Witness = {
  waits: () => {},
  invited: () => {},
  attended: () => {},
  refused: () => {},
  expired: () => {},
  withdrawn: () => {},
  transferred: () => {},
  ended: () => {},
  changed: () => {},
}
