import { normalTail } from '../../statistics/normal-tail.ts'
import type { Family } from './family.ts'

const halfLogTau = Math.log(2 * Math.PI) / 2

/** Lognormal durations: the mean of ln T, ln of its standard deviation. */
export const lognormalFamily: Family = {
  name: 'lognormal',
  parameters: 2,
  member([mu = 0, form = 0]) {
    const sigma = Math.exp(form)
    return {
      logDensity: (x) => {
        const log = Math.log(x)
        const z = (log - mu) / sigma
        return -log - form - halfLogTau - (z * z) / 2
      },
      survival: (x) => (x <= 0 ? 1 : normalTail((Math.log(x) - mu) / sigma)),
    }
  },
  begin: (mean, sd) => {
    const variance = Math.log1p((sd / mean) ** 2)
    return [Math.log(mean) - variance / 2, Math.log(variance) / 2]
  },
  mean: ([mu = 0, form = 0]) => Math.exp(mu + Math.exp(2 * form) / 2),
  distribution: ([mu = 0, form = 0]) => {
    const variance = Math.exp(2 * form)
    const mean = Math.exp(mu + variance / 2)
    return { kind: 'lognormal', mean, sd: mean * Math.sqrt(Math.expm1(variance)) }
  },
}
