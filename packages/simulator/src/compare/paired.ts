import { interval, type IntervalOf } from '../statistics/interval.ts'
import { studentT, upperTail } from '../statistics/student-t.ts'
import type { Difference } from './comparison.ts'

/**
 * The difference of two strategies in one metric, strategy minus baseline, from their values by replication. Replications
 * in which either has nothing to measure (NaN) are left out.
 *
 * `of`: whether the interval is of the mean difference, or of the difference on one day like these.
 *
 * The interval and p are of the paired t-test. The relative difference is the ratio of the means less 1; its interval is
 * that of a ratio estimator by linearisation: the variance of the mean of x − R·y over ȳ (Cochran, Sampling Techniques,
 * 3rd edition, 1977, chapter 6).
 */
export function paired(
  strategy: readonly number[],
  baseline: readonly number[],
  of: IntervalOf = 'mean',
): Omit<Difference, 'pHolm'> {
  const pairs = strategy.flatMap((x, place): readonly (readonly [number, number])[] => {
    const y = baseline[place] ?? NaN
    return Number.isNaN(x) || Number.isNaN(y) ? [] : [[x, y]]
  })
  if (pairs.length === 0) return { difference: null, ci95: null, relative: null, p: null }
  const { mean, half } = interval(
    pairs.map(([x, y]) => x - y),
    0.95,
    of,
  )
  if (pairs.length < 2) return { difference: mean, ci95: null, relative: null, p: null }
  return {
    difference: mean,
    ci95: [mean - half, mean + half],
    relative: relative(pairs, of),
    p: pOf(mean, half, pairs.length),
  }
}

function relative(pairs: readonly (readonly [number, number])[], of: IntervalOf): Difference['relative'] {
  const sums = pairs.reduce(([sumX, sumY], [x, y]): [number, number] => [sumX + x, sumY + y], [0, 0])
  const ratio = sums[0] / sums[1]
  const base = Math.abs(sums[1] / pairs.length)
  // A mean so small that the ratio overflows is none to have a share of.
  if (base === 0 || !Number.isFinite(ratio)) return null
  const half =
    interval(
      pairs.map(([x, y]) => x - ratio * y),
      0.95,
      of,
    ).half / base
  if (!Number.isFinite(half)) return null
  return { difference: ratio - 1, ci95: [ratio - 1 - half, ratio - 1 + half] }
}

/** Two-sided, from the mean and the half width of its 95 % interval. */
function pOf(mean: number, half: number, count: number): number {
  if (mean === 0) return 1
  if (half === 0) return 0
  return Math.min(1, 2 * upperTail((Math.abs(mean) / half) * studentT(count - 1), count - 1))
}
