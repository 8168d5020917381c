/** The client's clock and chance, for tests to give their own. */
export interface Timing {
  /** Resolves after so many milliseconds, or when the signal says that nobody waits any more. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>
  /** From 0 up to, not including, 1: it spreads repeated calls, so that many clients do not come back at once. */
  readonly random: () => number
}

/** The clock and the chance of the runtime. */
export const realTiming: Timing = {
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const done = (): void => {
        clearTimeout(timer)
        signal.removeEventListener('abort', done)
        resolve()
      }
      const timer = setTimeout(done, ms)
      signal.addEventListener('abort', done)
    }),
  random: Math.random,
}

const firstMs = 200
const longestMs = 30_000

/**
 * How long to wait before the next try: what `Retry-After` asks for in seconds, at most 30 s; else a random time up to
 * 200 ms × 2^tries ("full jitter").
 */
export function pauseBefore(tries: number, retryAfter: string | null, random: () => number): number {
  const asked = retryAfter === null || retryAfter.trim() === '' ? Number.NaN : Number(retryAfter)
  if (asked >= 0) return Math.min(asked * 1000, longestMs)
  return Math.min(firstMs * 2 ** tries, longestMs) * random()
}
