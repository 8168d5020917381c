/** The world's clock: seconds since the emulator started. */
export interface Clock {
  /** Never runs back, and never past the next thing to be done. */
  now(): number
  /** Does something at that time; a time that has passed is now. At one instant lower phases come first. */
  at(when: number, phase: number, run: () => void): Timer
  /** Lets the clock stand still until the answer is called, which may be called once. */
  hold(): () => void
  /** Stops for good: nothing more is done. */
  stop(): void
}

/** Something that is to be done later. */
export interface Timer {
  cancel(): void
}
