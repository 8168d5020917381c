import { interval } from '../statistics/interval.ts'

/** A figure that was simulated several times, and what it is exactly. */
export interface Comparison {
  readonly name: string
  readonly simulated: readonly number[]
  readonly exact: number
}

/**
 * The comparisons that fail: the exact figure outside the 99 % interval of the simulated ones, and their mean not within
 * 1 % of it either.
 */
export function disagreements(comparisons: readonly Comparison[]): readonly string[] {
  return comparisons.flatMap(({ name, simulated, exact }) => {
    const { mean, half } = interval(simulated, 0.99)
    const agrees = Math.abs(mean - exact) <= half || Math.abs(mean - exact) <= 0.01 * Math.abs(exact)
    return agrees ? [] : [`${name}: exactly ${exact}, simulated ${mean} ± ${half}`]
  })
}
