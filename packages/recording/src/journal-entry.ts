import type { AgentId, Decision } from '@pointsman/core'

/** A line of a journal: what came, and what was answered. */
export interface JournalEntry {
  readonly v: 1
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly source: 'inbenta' | 'chatlayer' | 'aivo'
  /** The payload as it came. */
  readonly event: unknown
  /** Of an offload of Chatlayer's: as what it was read; null where another event tells of the arrival, under another id. */
  readonly arrival?: { readonly queue: string; readonly language: string } | null
  /** The agent named, or null for a pass; absent where nothing was asked. */
  readonly answer?: AgentId | null
  readonly decision?: JournalDecision
}

/** Who answered, and why. */
export interface JournalDecision {
  readonly strategy: string
  /** A hash of the policy. */
  readonly version?: string
  readonly kind: 'assign' | 'pass'
  /** Why nobody was named. */
  readonly why?: string
  /** What set the named agent apart. */
  readonly settledBy?: string | null
  /** The strategy's probability of this answer given the request, above 0 and at most 1; absent where it is not known. */
  readonly propensity?: number
  /** Milliseconds. */
  readonly tookMs?: number
  /** Somebody else answered in the strategy's place. */
  readonly fallback?: boolean
  /** What other strategies would have answered. */
  readonly shadow?: Readonly<Record<string, AgentId | null>>
}

/** What came of a question, beside the decision itself. */
export interface Outcome extends Omit<JournalDecision, 'kind' | 'why'> {
  readonly decision: Decision
}

/**
 * The journal entry of an event of Inbenta's, `at` in milliseconds since 1970. Without an outcome nothing was asked, and
 * the entry has neither answer nor decision.
 */
export function entryOf(event: unknown, at: number, outcome?: Outcome): JournalEntry {
  const entry = { v: 1, at, source: 'inbenta', event } as const
  if (outcome === undefined) return entry
  const { decision, strategy, version, ...rest } = outcome
  const named = decision.kind === 'assign'
  return {
    ...entry,
    answer: named ? decision.agent : null,
    decision: {
      strategy,
      ...(version === undefined ? {} : { version }),
      ...(named ? { kind: 'assign' } : { kind: 'pass', why: decision.why }),
      ...rest,
    },
  }
}
