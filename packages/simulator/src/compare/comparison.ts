import type { Fidelity } from '../replay/fidelity.ts'
import type { Estimate, Result } from '../result/result.ts'
import type { Profile } from './profile.ts'

/** A difference, strategy minus baseline, over replications with the same customers. */
export interface Difference {
  readonly difference: number | null
  /** Student's t over the paired differences; not corrected for the number of comparisons. */
  readonly ci95: readonly [number, number] | null
  /** The same as a share of the baseline's mean; null where that is 0. */
  readonly relative: { readonly difference: number; readonly ci95: readonly [number, number] } | null
  /** Two-sided, of the paired t-test; 1 where all differences are exactly 0. */
  readonly p: number | null
  /** Corrected by Holm's method over all strategies and metrics that the verdict looks at; null for other metrics. */
  readonly pHolm: number | null
}

/** What no routing could beat. */
export interface Bound {
  readonly kind: string
  readonly metric: 'waitMean'
  readonly estimate: Estimate
  /** What it means and when it holds, in words. */
  readonly text: string
  /** By strategy: mean wait minus the bound, seconds, paired by replication. */
  readonly above: Readonly<Record<string, Estimate>>
}

/** Which strategies no other beats on every one of these metrics. */
export interface Pareto {
  readonly metrics: readonly { readonly name: string; readonly wants: 'more' | 'less' }[]
  readonly front: readonly string[]
  /** By strategy that is not on the front: who is at least as good on all and surely better on one. */
  readonly dominatedBy: Readonly<Record<string, readonly string[]>>
}

/** Why no more replications were made. */
export type Stopped = 'replications' | 'precision' | 'budget' | 'interrupted'

/** Which strategy is better, by how much, how surely: `comparison/1`. */
export interface Comparison {
  readonly pointsman: 'comparison/1'
  /** Every decision has its consequences: what is simulated is the centre, not the answers alone. */
  readonly loop: 'closed'
  readonly scenario: string
  readonly seed: number
  readonly replications: number
  readonly stopped: Stopped
  readonly baseline: string
  readonly results: readonly Result[]
  /** Of a recording: how well the replay reproduces it. Undefined of anything else, and where it could not be held against it. */
  readonly fidelity?: Fidelity | undefined
  /** By strategy other than the baseline, by metric. */
  readonly versus: Readonly<Record<string, Readonly<Record<string, Difference>>>>
  readonly verdict: { readonly best: string | null; readonly text: string } | { readonly withheld: string }
  readonly pareto: Pareto
  /** Undefined where none is known for such a scenario. */
  readonly bound?: Bound | undefined
  /** By strategy, summed over replications. */
  readonly profiles?: Readonly<Record<string, Profile>> | undefined
  /** What was taken for granted, a sentence each. */
  readonly assumptions: readonly string[]
  /** The command that makes the same document again. */
  readonly reproduce: string
}
