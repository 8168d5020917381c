import { studentT } from './student-t.ts'

/** A mean of independent values, and how surely it is known. */
export interface Interval {
  readonly mean: number
  /** Half the width of the confidence interval; NaN with fewer than two values. */
  readonly half: number
}

/** Student's t interval for the mean; values that are NaN, where there was nothing to measure, are left out. */
export function interval(values: readonly number[], confidence: number = 0.95): Interval {
  const known = values.filter((value) => !Number.isNaN(value))
  const count = known.length
  const mean = known.reduce((sum, value) => sum + value, 0) / count
  if (count < 2) return { mean, half: NaN }
  const squares = known.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, half: studentT(count - 1, confidence) * Math.sqrt(squares / (count - 1) / count) }
}
