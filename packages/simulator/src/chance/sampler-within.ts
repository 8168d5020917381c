import type { Distribution } from '../scenario/distribution.ts'
import { sampler } from './sampler.ts'
import type { Stream } from './stream.ts'
import { survivalOf } from './survival-of.ts'

/** Draws a value that lies in [lo, hi]; `hi` may be Infinity. */
export type SamplerWithin = (stream: Stream, lo: number, hi: number) => number

/** So often a draw is made anew when it lies outside; then the bounds are drawn between instead. */
const mostTries = 8

/**
 * How to draw from a distribution within bounds: anew until a draw lies between them, which is exact, and where that is
 * seldom by inversion between the bounds. Where a distribution has nothing between them, evenly; above a lower bound alone,
 * the bound itself.
 */
export function samplerWithin(distribution: Distribution): SamplerWithin {
  const draw = sampler(distribution)
  const survival = survivalOf(distribution)
  return (stream, lo, hi) => {
    if (lo === hi) return lo
    for (let tries = 0; tries < mostTries; tries++) {
      const value = draw(stream)
      if (value >= lo && value <= hi) return value
    }
    const [above, below] = [survival(lo), hi === Infinity ? 0 : survival(hi)]
    if (!(above - below > 1e-12)) return hi === Infinity ? lo : lo + (hi - lo) * stream.next()
    return inverted(survival, below + (above - below) * stream.next(), lo, hi)
  }
}

/** Where the share above is this, by bisection. */
function inverted(survival: (x: number) => number, share: number, lo: number, hi: number): number {
  let low = lo
  let high = hi
  if (high === Infinity) {
    high = Math.max(1, lo * 2)
    while (survival(high) > share && high < 1e12) high *= 2
  }
  for (let i = 0; i < 60 && high - low > 1e-6 * high; i++) {
    const middle = (low + high) / 2
    if (survival(middle) > share) low = middle
    else high = middle
  }
  return (low + high) / 2
}
