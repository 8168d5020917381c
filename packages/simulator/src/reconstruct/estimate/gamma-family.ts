import { upperGamma } from '../../statistics/incomplete-gamma.ts'
import { logGamma } from '../../statistics/log-gamma.ts'
import type { Family } from './family.ts'

/** Gamma durations: ln of the mean, ln of the shape. */
export const gammaFamily: Family = {
  name: 'gamma',
  parameters: 2,
  member([scale = 0, form = 0]) {
    const shape = Math.exp(form)
    const rate = shape / Math.exp(scale)
    const lnGamma = logGamma(shape)
    const constant = shape * Math.log(rate) - lnGamma
    return {
      logDensity: (x) => constant + (shape - 1) * Math.log(x) - rate * x,
      survival: (x) => upperGamma(shape, rate * x, lnGamma),
    }
  },
  begin: (mean, sd) => [Math.log(mean), 2 * Math.log(mean / sd)],
  mean: ([scale = 0]) => Math.exp(scale),
  distribution: ([scale = 0, form = 0]) => {
    const mean = Math.exp(scale)
    return { kind: 'gamma', mean, sd: mean / Math.exp(form / 2) }
  },
}
