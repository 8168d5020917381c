import type { Distribution } from '../scenario/distribution.ts'
import { upperGamma } from '../statistics/incomplete-gamma.ts'
import { normalTail } from '../statistics/normal-tail.ts'

/** The share of a distribution that lies above x. */
export function survivalOf(distribution: Distribution): (x: number) => number {
  switch (distribution.kind) {
    case 'exponential':
      return (x) => Math.exp(-Math.max(0, x) / distribution.mean)
    case 'constant':
      return (x) => (x < distribution.value ? 1 : 0)
    case 'uniform': {
      const { min, max } = distribution
      return (x) => (max === min ? Number(x < min) : Math.min(1, Math.max(0, (max - x) / (max - min))))
    }
    case 'lognormal': {
      const variance = Math.log1p((distribution.sd / distribution.mean) ** 2)
      const mu = Math.log(distribution.mean) - variance / 2
      if (variance === 0) return (x) => (x < distribution.mean ? 1 : 0)
      return (x) => (x <= 0 ? 1 : normalTail((Math.log(x) - mu) / Math.sqrt(variance)))
    }
    case 'gamma': {
      const { mean, sd } = distribution
      if (sd === 0) return (x) => (x < mean ? 1 : 0)
      const shape = (mean / sd) ** 2
      return (x) => upperGamma(shape, (shape * x) / mean)
    }
    case 'hyperexponential': {
      const { means, weights } = distribution
      return (x) => sumOf(weights, (i) => Math.exp(-Math.max(0, x) / (means[i] as number)))
    }
    case 'empirical': {
      const { values, weights = values.map(() => 1) } = distribution
      return (x) => sumOf(weights, (i) => Number((values[i] as number) > x))
    }
    case 'never':
      return () => 1
  }
}

function sumOf(weights: readonly number[], of: (i: number) => number): number {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.reduce((sum, weight, i) => sum + (weight / total) * of(i), 0)
}
