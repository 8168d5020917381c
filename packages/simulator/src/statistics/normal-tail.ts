import { upperGamma } from './incomplete-gamma.ts'

/** P(Z > z) of the standard normal: half of Q(1/2, z²/2) on either side (Abramowitz and Stegun 7.1.22). */
export function normalTail(z: number): number {
  const tail = upperGamma(0.5, (z * z) / 2) / 2
  return z >= 0 ? tail : 1 - tail
}
