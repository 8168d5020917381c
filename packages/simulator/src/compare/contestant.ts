import type { Outcome } from '../result/outcome.ts'

/** A strategy with what its replications came to; all strategies have the same ones in the same order. */
export interface Contestant {
  readonly name: string
  readonly outcomes: readonly Outcome[]
}
