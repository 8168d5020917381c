/** A stream that text is written to; a terminal says so, and how wide it is. */
export interface Output {
  write(text: string): boolean
  once(event: 'drain', then: () => void): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** All that the command line knows of the outside; tests give their own. */
export interface Surroundings {
  readonly stdin: AsyncIterable<Uint8Array | string>
  readonly stdout: Output
  readonly stderr: Output
  readonly env: Readonly<Record<string, string | undefined>>
  /** A clock that never goes back, in nanoseconds. */
  readonly nanoseconds: () => bigint
  /** Calls on an interrupt (Ctrl-C) instead of ending the process, until the answer is called. */
  readonly onInterrupt: (then: () => void) => () => void
  /** Calls on SIGTERM or SIGINT, instead of ending the process, until the answer is called. */
  readonly onEnd: (then: () => void) => () => void
}
