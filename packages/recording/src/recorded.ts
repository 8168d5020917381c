import type { AgentId, Fact, Request } from '@pointsman/core'
import type { JournalDecision } from './journal-entry.ts'

/** Where a line is, and when it was. */
interface Placed {
  readonly file: string
  /** The number of the line in its file, the first being 1. */
  readonly line: number
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
}

/** A line that asks for an agent. */
export interface RecordedRequest extends Placed {
  readonly kind: 'request'
  readonly trigger: string
  readonly request: Request
  /** The agent named then; null for a pass, undefined where the line does not say. */
  readonly answer: AgentId | null | undefined
  /** What the journal says of the answer. */
  readonly entry?: JournalDecision
}

/** A line that says what has happened. */
export interface RecordedFacts extends Placed {
  readonly kind: 'facts'
  readonly facts: readonly Fact[]
}

/** A line of a recording in core's words. */
export type Recorded = RecordedRequest | RecordedFacts
