import type { Arrivals } from './arrivals.ts'
import type { Distribution } from './distribution.ts'

/** The mean of a distribution; Infinity for patience that never ends. */
export function meanOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.value
    case 'uniform':
      return (distribution.min + distribution.max) / 2
    case 'hyperexponential':
      return weighted(distribution.means, distribution.weights)
    case 'empirical':
      return weighted(distribution.values, distribution.weights ?? distribution.values.map(() => 1))
    case 'never':
      return Infinity
    default:
      return distribution.mean
  }
}

/** Arrivals per second in the long run; of recorded ones, while they last. */
export function rateOf(arrivals: Arrivals): number {
  switch (arrivals.kind) {
    case 'poisson':
      return arrivals.perSecond
    case 'piecewise': {
      const { from, perSecond, period } = arrivals
      return weighted(
        perSecond,
        from.map((begins, i) => (from[i + 1] ?? period) - begins),
      )
    }
    case 'trace': {
      const { at } = arrivals
      const seconds = (at.at(-1) ?? 0) - (at[0] ?? 0)
      return seconds === 0 ? 0 : (at.length - 1) / seconds
    }
  }
}

function weighted(values: readonly number[], weights: readonly number[]): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return values.reduce((sum, value, i) => sum + (value * (weights[i] as number)) / total, 0)
}
