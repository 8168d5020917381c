import type { AgentId, ChatId, Decision, Fact, Ledger, Request } from '@pointsman/core'

/** Chooses by what the ledger says now; may be asked again when the ledger has changed meanwhile. */
export type Choose = (ledger: Ledger) => Decision

/** What came of one question. */
export interface Settled {
  readonly decision: Decision
  /** The same delivery was answered before: it got that answer again, and nothing was remembered of it. */
  readonly repeated: boolean
  /** Answered from what this replica knows, because what all share could not be reached in time. */
  readonly alone: boolean
}

/**
 * The memory behind the answers: turns, reservations and repeats. `settle` is atomic over all who share the store:
 * nobody's reservations are overlooked, and one request gets one answer.
 */
export interface Store {
  /** What this replica knows. To be read only, and only until something is awaited. */
  readonly ledger: Ledger
  /** How many reservations are open, as far as this replica knows. */
  readonly reservations: number
  /** Whether replicas share it at present; always true for one that is not meant to be shared. */
  readonly shared: boolean
  /** What the request with this id was answered before, as far as this replica knows. */
  answered(id: string): Decision | undefined
  /** To whom the chat was named, if that is still open. */
  reservedFor(chat: ChatId): AgentId | undefined
  /** How long settling may take at most (ms): so much of the time must be left for it. */
  readonly settleMs: number
  /** Takes in what the request shows, and what others did; in time for an answer at the deadline (`Clock.elapsed`). */
  refresh(request: Request, deadline: number): void | Promise<void>
  /** Answers the request, before the deadline, and remembers the answer. Never fails: at worst it answers alone. */
  settle(request: Request, choose: Choose, deadline: number): Settled | Promise<Settled>
  /** Takes in what happened. */
  learn(facts: readonly Fact[]): void | Promise<void>
  /** Is told every fact that is taken in, ours and others'. */
  watch(listener: (fact: Fact) => void): void
  /** Stores what must outlive the process. */
  close(): Promise<void>
}
