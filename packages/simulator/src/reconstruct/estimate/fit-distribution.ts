import { normalQuantile } from '../../chance/normal-quantile.ts'
import type { Distribution } from '../../scenario/distribution.ts'
import type { Censored } from './censored.ts'
import { exponentialFamily } from './exponential-family.ts'
import type { Family } from './family.ts'
import { gammaFamily } from './gamma-family.ts'
import { logLikelihood } from './log-likelihood.ts'
import { lognormalFamily } from './lognormal-family.ts'
import { maximise, type Maximum } from './maximise.ts'
import { midpoints } from './midpoints.ts'

/** The likeliest member of the family that fits best. */
export interface Fit {
  readonly family: Family
  readonly parameters: readonly number[]
  readonly covariance: readonly (readonly number[])[]
  readonly distribution: Distribution
  readonly mean: number
  /** Of the mean: by Fisher's information and the delta method on ln of the mean; NaN where there is none. */
  readonly ci95: readonly [number, number]
  readonly logLikelihood: number
  readonly bic: number
}

/** The families that are tried. */
export const families: readonly Family[] = [exponentialFamily, gammaFamily, lognormalFamily]

/**
 * Censored maximum likelihood, by Newton's method in each family; of the families the one with the least BIC (Schwarz 1978): what
 * was too short to be seen is extrapolated by the family, so that one with more freedom must earn it.
 * Undefined where nothing tells of a duration: no interval is bounded above.
 */
export function fitDistribution(durations: readonly Censored[], among: readonly Family[] = families): Fit | undefined {
  const told = durations.some(({ hi, weight = 1 }) => hi < Infinity && weight > 0)
  if (!told) return undefined
  let best: Fit | undefined
  for (const family of among) {
    const fit = fitFamily(durations, family)
    if (Number.isFinite(fit.mean) && (best === undefined || fit.bic < best.bic)) best = fit
  }
  return best
}

/** The likeliest member of one family. */
export function fitFamily(durations: readonly Censored[], family: Family, begin?: readonly number[]): Fit {
  const { mean, sd } = midpoints(durations)
  const value = (at: readonly number[]): number =>
    at.every((x) => Math.abs(x) < 40) ? logLikelihood(family.member(at), durations) : -Infinity
  const found = maximise(value, begin ?? family.begin(mean, sd))
  const count = durations.reduce((sum, { weight = 1 }) => sum + weight, 0)
  return fitOf(family, found, count)
}

function fitOf(family: Family, found: Maximum, count: number): Fit {
  const { at: parameters, value, covariance } = found
  const mean = family.mean(parameters)
  const half = normalQuantile(0.975) * meanError(family, parameters, covariance)
  return {
    family,
    parameters,
    covariance,
    distribution: family.distribution(parameters),
    mean,
    ci95: [mean * Math.exp(-half), mean * Math.exp(half)],
    logLikelihood: value,
    bic: family.parameters * Math.log(Math.max(2, count)) - 2 * value,
  }
}

/** The standard error of ln of the mean. */
function meanError(family: Family, parameters: readonly number[], covariance: readonly (readonly number[])[]): number {
  if (covariance.length === 0) return NaN
  const slope = parameters.map((_, i) => {
    const moved = (by: number): number => Math.log(family.mean(parameters.map((x, j) => (i === j ? x + by : x))))
    return (moved(1e-4) - moved(-1e-4)) / 2e-4
  })
  let variance = 0
  covariance.forEach((row, i) => row.forEach((c, j) => (variance += c * (slope[i] as number) * (slope[j] as number))))
  return Math.sqrt(variance)
}
