import { normalQuantile } from './normal-quantile.ts'
import type { Sampler } from './stream.ts'

/** Lognormal with this mean and standard deviation: exp(µ + σZ), σ² = ln(1 + (sd/mean)²), µ = ln mean − σ²/2. */
export function lognormal(mean: number, sd: number): Sampler {
  const variance = Math.log1p((sd / mean) ** 2)
  const mu = Math.log(mean) - variance / 2
  const sigma = Math.sqrt(variance)
  return (stream) => Math.exp(mu + sigma * normalQuantile(stream.next()))
}
