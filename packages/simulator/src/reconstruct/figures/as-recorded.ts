import { normalQuantile } from '../../chance/normal-quantile.ts'
import type { Distribution } from '../../scenario/distribution.ts'
import type { Censored } from '../estimate/censored.ts'
import type { Fit } from '../estimate/fit-distribution.ts'

/** A distribution made of recorded durations alone. */
export interface AsRecorded {
  readonly distribution: Distribution
  readonly mean: number
  readonly ci95: readonly [number, number]
}

/** Fewer durations are too few to stand for all there could be. */
const least = 500
/** Durations in so many groups of the same size, each by its mean, so that the mean of all is kept. */
const groups = 200

/**
 * Where nearly all durations are known and the best family is not theirs (Kolmogorov and Smirnov's distance, 1 % level, on
 * the safe side as the family's parameters were fitted), the durations themselves are better.
 */
export function asRecorded(durations: readonly Censored[], { family, parameters }: Fit): AsRecorded | undefined {
  const known = durations.flatMap(({ lo, hi }) => (lo === hi ? [lo] : [])).toSorted((a, b) => a - b)
  if (known.length < least || known.length < 0.98 * durations.length) return undefined
  const { survival } = family.member(parameters)
  const n = known.length
  const far = known.reduce((most, x, i) => {
    const below = 1 - survival(x)
    return Math.max(most, below - i / n, (i + 1) / n - below)
  }, 0)
  if (far * Math.sqrt(n) < 1.63) return undefined
  const values = Array.from({ length: groups }, (_, g) => {
    const group = known.slice(Math.floor((g * n) / groups), Math.floor(((g + 1) * n) / groups))
    return group.reduce((sum, x) => sum + x, 0) / group.length
  })
  const weights = values.map((_, g) => Math.floor(((g + 1) * n) / groups) - Math.floor((g * n) / groups))
  const mean = known.reduce((sum, x) => sum + x, 0) / n
  const variance = known.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1)
  const half = normalQuantile(0.975) * Math.sqrt(variance / n)
  return { distribution: { kind: 'empirical', values, weights }, mean, ci95: [mean - half, mean + half] }
}
