import type { Censored } from './censored.ts'
import type { Member } from './family.ts'

/** The least chance that counts: a sum of logarithms must not become infinite on the way to its maximum. */
const least = 1e-300
/** Shorter than a clock tells. */
const instant = 1e-6

/**
 * ln of the likelihood of censored and truncated durations, each multiplied by `factor` before (Klein and Moeschberger,
 * Survival Analysis, 2003, section 3.5): the density where the duration is known, the chance of its interval where it is
 * not, over the chance that it was seen at all.
 */
export function logLikelihood(member: Member, durations: Iterable<Censored>, factor: number = 1): number {
  let sum = 0
  const logFactor = factor === 1 ? 0 : Math.log(factor)
  for (const { lo, hi, from = 0, until = Infinity, rate = 1, weight = 1 } of durations) {
    let log: number
    if (lo === hi)
      log = member.logDensity(Math.max(lo, instant) * factor) + logFactor + (rate === 1 ? 0 : Math.log(rate))
    else {
      if (lo <= from && hi >= until) continue
      const above = hi === Infinity ? 0 : member.survival(hi * factor)
      log = Math.log(Math.max(least, (lo <= 0 ? 1 : member.survival(lo * factor)) - above))
    }
    if (from > 0 || until < Infinity) {
      const shown =
        (from > 0 ? member.survival(from * factor) : 1) - (until < Infinity ? member.survival(until * factor) : 0)
      log -= Math.log(Math.max(least, shown))
    }
    sum += weight * log
  }
  return sum
}
