import { normalQuantile } from './normal-quantile.ts'
import type { Sampler } from './stream.ts'

/** Gamma with this mean and standard deviation, by rejection (Marsaglia and Tsang 2000); shapes below 1 by their boost. */
export function gamma(mean: number, sd: number): Sampler {
  if (sd === 0) return () => mean
  const shape = (mean / sd) ** 2
  const scale = mean / shape
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  return (stream) => {
    const boost = shape < 1 ? stream.next() ** (1 / shape) : 1
    for (;;) {
      const z = normalQuantile(stream.next())
      const root = 1 + c * z
      if (root <= 0) continue
      const v = root * root * root
      if (Math.log(stream.next()) < (z * z) / 2 + d - d * v + d * Math.log(v)) return scale * d * v * boost
    }
  }
}
