/** What a figure counts, which says how it is written. Points are of a hundred: the difference of two shares. */
export type Unit = 'seconds' | 'share' | 'points' | 'number'

/** A figure of merit as people read it. */
export interface Metric {
  readonly name: string
  /** As in "mean wait". */
  readonly label: string
  /** For the head of a column. */
  readonly short: string
  readonly unit: Unit
  /** Null: neither more nor less is better in itself. */
  readonly wants: 'more' | 'less' | null
  /** What is counted, in a sentence without its full stop. */
  readonly meaning: string
}
