import type { Distribution } from '../../scenario/distribution.ts'

/** A member of a family of distributions of durations. */
export interface Member {
  /** ln of the density at x > 0. */
  logDensity(x: number): number
  /** P(T > x). */
  survival(x: number): number
}

/**
 * A family of distributions of durations. Every family is one of scales: the first parameter is ln of the scale, so that
 * adding to it multiplies the duration; no parameter has bounds.
 */
export interface Family {
  readonly name: 'exponential' | 'gamma' | 'lognormal'
  readonly parameters: number
  member(parameters: readonly number[]): Member
  /** The parameters whose mean and standard deviation these are. */
  begin(mean: number, sd: number): readonly number[]
  mean(parameters: readonly number[]): number
  distribution(parameters: readonly number[]): Distribution
}
