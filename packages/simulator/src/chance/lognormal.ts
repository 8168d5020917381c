import { lognormalShape } from './lognormal-shape.ts'
import { normalQuantile } from './normal-quantile.ts'
import type { Sampler } from './stream.ts'

/** Lognormal with this mean and standard deviation: exp(µ + σZ). */
export function lognormal(mean: number, sd: number): Sampler {
  const { mu, sigma } = lognormalShape(mean, sd)
  return (stream) => Math.exp(mu + sigma * normalQuantile(stream.next()))
}
