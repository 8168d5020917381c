/** The options of `compare`. */
export interface CompareCommandOptions {
  readonly strategies: readonly string[]
  readonly policies: readonly string[]
  readonly baseline?: string
  /** Of each strategy; the most of them under a precision or a budget. */
  readonly replications?: number
  /** Half the width of every decisive interval, as a share. */
  readonly precision?: number
  /** Seconds. */
  readonly budget?: number
  readonly workers: number
  readonly executor?: string
  readonly seed: number
  /** Where a page of it is to be written. */
  readonly html?: string
  /** Of a recording: settings of the decoding, and whether malformed lines are errors. */
  readonly config?: string
  readonly strict?: boolean
  readonly json?: boolean
}
