import type { Censored } from './censored.ts'

/** A rough mean and standard deviation, to begin a search from: each duration stands in the middle of its interval. */
export function midpoints(durations: Iterable<Censored>): { readonly mean: number; readonly sd: number } {
  let count = 0
  let sum = 0
  let squares = 0
  for (const { lo, hi, weight = 1 } of durations) {
    const x = hi === Infinity ? lo * 1.5 : (lo + hi) / 2
    count += weight
    sum += weight * x
    squares += weight * x * x
  }
  const mean = Math.max(1e-3, sum / Math.max(count, 1e-9))
  const sd = Math.sqrt(Math.max(0, squares / Math.max(count, 1e-9) - mean * mean))
  return { mean, sd: Math.max(sd, mean / 20) }
}
