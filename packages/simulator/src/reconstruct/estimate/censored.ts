/**
 * What is known of a duration, in seconds. It lies in [lo, hi]; `lo === hi`: it is known; `hi` Infinity: it is only known to
 * exceed `lo` (censored on the right).
 */
export interface Censored {
  readonly lo: number
  readonly hi: number
  /** Durations up to this would not have been seen at all (truncated on the left); default 0. */
  readonly from?: number
  /** Durations above this would not have been seen at all (truncated on the right); default Infinity. */
  readonly until?: number
  /** How fast it grew at its end, where it is not measured in time: work in a second; default 1. */
  readonly rate?: number
  /** How many such durations there are, or how likely it is one at all; default 1. */
  readonly weight?: number
}
