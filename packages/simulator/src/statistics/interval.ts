import { studentT } from './student-t.ts'

/** A mean of independent values, and how surely it is known. */
export interface Interval {
  readonly mean: number
  /** Half the width of the confidence interval; NaN with fewer than two values. */
  readonly half: number
}

/** Of what an interval is: the mean, known the better the more values there are, or one more value of the same kind. */
export type IntervalOf = 'mean' | 'value'

/**
 * Student's t interval for the mean, or, at the same centre, for one more value (Hahn and Meeker 1991, Statistical
 * Intervals, section 4.8); values that are NaN, where there was nothing to measure, are left out.
 */
export function interval(values: readonly number[], confidence: number = 0.95, of: IntervalOf = 'mean'): Interval {
  const known = values.filter((value) => !Number.isNaN(value))
  const count = known.length
  const mean = known.reduce((sum, value) => sum + value, 0) / count
  if (count < 2) return { mean, half: NaN }
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const share = of === 'mean' ? 1 / count : 1 + 1 / count
  return { mean, half: studentT(count - 1, confidence) * Math.sqrt((squares / (count - 1)) * share) }
}
