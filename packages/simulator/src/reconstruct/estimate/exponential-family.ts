import type { Family } from './family.ts'

/** Exponential durations: ln of the mean. */
export const exponentialFamily: Family = {
  name: 'exponential',
  parameters: 1,
  member([scale = 0]) {
    const mean = Math.exp(scale)
    return { logDensity: (x) => -x / mean - scale, survival: (x) => (x <= 0 ? 1 : Math.exp(-x / mean)) }
  },
  begin: (mean) => [Math.log(mean)],
  mean: ([scale = 0]) => Math.exp(scale),
  distribution: ([scale = 0]) => ({ kind: 'exponential', mean: Math.exp(scale) }),
}
