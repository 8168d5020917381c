import type { Distribution } from '../scenario/distribution.ts'

/** The distribution of so many times what is drawn from this one. */
export function scaled(distribution: Distribution, factor: number): Distribution {
  if (factor === 1) return distribution
  switch (distribution.kind) {
    case 'never':
      return distribution
    case 'exponential':
      return { ...distribution, mean: distribution.mean * factor }
    case 'constant':
      return { ...distribution, value: distribution.value * factor }
    case 'uniform':
      return { ...distribution, min: distribution.min * factor, max: distribution.max * factor }
    case 'lognormal':
    case 'gamma':
      return { ...distribution, mean: distribution.mean * factor, sd: distribution.sd * factor }
    case 'hyperexponential':
      return { ...distribution, means: distribution.means.map((mean) => mean * factor) }
    case 'empirical':
      return { ...distribution, values: distribution.values.map((value) => value * factor) }
  }
}
