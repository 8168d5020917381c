/** Time as the server sees it; tests lend their own. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
  /** Milliseconds since some instant, never going back. */
  elapsed(): number
}

/** The machine's clock. */
export const machineClock: Clock = { now: () => Date.now(), elapsed: () => performance.now() }
