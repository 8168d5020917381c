import type { LoadClock } from './open-loop.ts'

/** Timers are about a millisecond late; what is left is waited for turn by turn of the event loop, so that answers are heard. */
const slack = 2_000_000n

/** The clock by which deliveries are sent. */
export function realLoadClock(nanoseconds: () => bigint): LoadClock {
  return {
    nanoseconds,
    until: async (at) => {
      const left = at - nanoseconds()
      if (left > slack) await new Promise((resolve) => setTimeout(resolve, Number((left - slack) / 1_000_000n)))
      while (nanoseconds() < at) await new Promise((resolve) => setImmediate(resolve))
    },
  }
}
