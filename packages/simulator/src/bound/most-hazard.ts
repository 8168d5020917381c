import type { Distribution } from '../scenario/distribution.ts'

/**
 * The highest rate at which customers who are still there leave, whenever it may be (the supremum of the hazard rate), per
 * second; Infinity where there is none, as of durations that are known beforehand.
 */
export function mostHazard(patience: Distribution): number {
  switch (patience.kind) {
    case 'never':
      return 0
    case 'exponential':
      return 1 / patience.mean
    case 'gamma':
      // Of shape 1 or more it rises towards that of its last phase.
      return patience.sd > 0 && patience.sd <= patience.mean ? patience.mean / patience.sd ** 2 : Infinity
    case 'hyperexponential': {
      // A mixture's falls, as those who are in haste go first.
      const total = patience.weights.reduce((sum, weight) => sum + weight, 0)
      return patience.weights.reduce((sum, weight, i) => sum + weight / total / (patience.means[i] as number), 0)
    }
    default:
      return Infinity
  }
}
