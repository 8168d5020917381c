/** Where a figure comes from. `observed`: a recording shows it; `inferred`: estimated from one; `assumed`: neither. */
export type Source = 'observed' | 'inferred' | 'assumed'

/** How surely a figure of a scenario is known. */
export interface Figure {
  readonly how: Source
  /** How many observations it rests on. */
  readonly n?: number | undefined
  /** The figure in one number, where it is one: of a distribution the mean. */
  readonly value?: number | undefined
  /** Between what it lies with 95 % confidence, or, where `how` is observed, for certain. */
  readonly ci95?: readonly [number, number] | undefined
  /**
   * Of the error's variance, what the figure has in common with others, by a name that these have too: the share common to all of
   * them. What is left is its own.
   */
  readonly common?: Readonly<Record<string, number>> | undefined
  readonly unit?: string | undefined
  /** What was done, in a few words. */
  readonly text?: string | undefined
}

/** Of what a scenario was made that a recording implies. */
export interface Origin {
  readonly recording: {
    /** Unix seconds: the second 0 of the scenario, and the last line. */
    readonly from: number
    readonly to: number
    readonly requests: number
    readonly facts: number
    /** Chats that were asked for. */
    readonly chats: number
    /** Whom snapshots list: everybody logged in, only those who have room, or nothing tells which. */
    readonly listing: 'everybody' | 'available' | 'unknown'
    /** Stretches without a line though people were at work, in seconds from the start. */
    readonly holes: readonly (readonly [number, number])[]
  }
  /** Whether the recording bears the question what another strategy would have done; if not, why. */
  readonly fit: { readonly bearable: boolean; readonly because: readonly string[] }
  /** What was assumed, a sentence each. */
  readonly assumptions: readonly string[]
  /** By JSON path of the scenario. */
  readonly figures: Readonly<Record<string, Figure>>
}
