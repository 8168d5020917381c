import type { Outcome } from '@pointsman/core/checking'

/** One law to be checked on one strategy that ships. */
export interface LawTask {
  readonly strategy: string
  readonly law: string
  readonly runs: number
  readonly seed: number
}

/** What came of it. */
export interface LawDone {
  readonly strategy: string
  readonly outcome: Outcome
}
