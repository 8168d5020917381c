import type { Distribution } from '../scenario/distribution.ts'
import { gamma } from './gamma.ts'
import { lognormal } from './lognormal.ts'
import type { Sampler } from './stream.ts'
import { weightedChoice } from './weighted-choice.ts'

/** How to draw from a distribution; most by inversion, so that a larger draw is a larger value. */
export function sampler(distribution: Distribution): Sampler {
  switch (distribution.kind) {
    case 'exponential':
      return exponential(distribution.mean)
    case 'constant':
      return () => distribution.value
    case 'uniform':
      return (stream) => distribution.min + (distribution.max - distribution.min) * stream.next()
    case 'lognormal':
      return lognormal(distribution.mean, distribution.sd)
    case 'gamma':
      return gamma(distribution.mean, distribution.sd)
    case 'hyperexponential': {
      const { means, weights } = distribution
      const choose = weightedChoice(weights)
      return (stream) => -(means[choose(stream.next())] as number) * Math.log(stream.next())
    }
    case 'empirical': {
      const { values, weights } = distribution
      const choose = weightedChoice(weights ?? values.map(() => 1))
      return (stream) => values[choose(stream.next())] as number
    }
    case 'never':
      return () => Infinity
  }
}

function exponential(mean: number): Sampler {
  return (stream) => -mean * Math.log(stream.next())
}
