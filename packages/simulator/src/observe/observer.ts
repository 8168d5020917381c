import type { Instant, QueueId, Request } from '@pointsman/core'
import type { WorldAgent, WorldChat } from '@pointsman/world'

/** Looks on, for a trace or a recording. Whatever it is given is valid during the call only. */
export interface Observer {
  arrived?(chat: WorldChat, at: Instant): void
  /**
   * An agent is asked for, as the webhook would be: on the chat's arrival, and again each time somebody might take it, which
   * is one of those who serve it, have room and have not refused it, or whoever else the strategy may name.
   */
  asked?(request: Request): void
  /** What the strategy said, and whom the platform then took. */
  answered?(chat: WorldChat, named: WorldAgent | undefined, taken: WorldAgent | undefined, at: Instant): void
  waits?(chat: WorldChat, at: Instant): void
  invited?(chat: WorldChat, agent: WorldAgent, at: Instant): void
  attended?(chat: WorldChat, agent: WorldAgent, at: Instant): void
  refused?(chat: WorldChat, agent: WorldAgent, at: Instant): void
  expired?(chat: WorldChat, agent: WorldAgent, at: Instant): void
  withdrawn?(chat: WorldChat, agent: WorldAgent, at: Instant): void
  /** The agent handed the chat on, out of the queue `from` into the one that it bears now. */
  transferred?(chat: WorldChat, agent: WorldAgent, from: QueueId, at: Instant): void
  /** The chat is over, as its state says; the agent is the one who had it. */
  ended?(chat: WorldChat, agent: WorldAgent | undefined, at: Instant): void
  /** An agent came, paused or went. */
  status?(agent: WorldAgent, at: Instant): void
}
