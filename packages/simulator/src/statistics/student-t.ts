import { logGamma } from './log-gamma.ts'

/**
 * Quantiles of Student's t: the t above which a share `(1 − confidence) / 2` lies, for the degrees of freedom. By bisection
 * on the distribution, which is the regularised incomplete beta function I_x(ν/2, 1/2) at x = ν / (ν + t²).
 */
export function studentT(degrees: number, confidence: number = 0.95): number {
  const key = `${degrees} ${confidence}`
  let quantile = known.get(key)
  if (quantile === undefined) {
    quantile = bisected(degrees, confidence)
    known.set(key, quantile)
  }
  return quantile
}

/** Thousands of intervals are over the same few numbers of replications. */
const known = new Map<string, number>()

function bisected(degrees: number, confidence: number): number {
  const tail = (1 - confidence) / 2
  let low = 0
  let high = 1
  while (upperTail(high, degrees) > tail) high *= 2
  for (let i = 0; i < 200 && high - low > 1e-12 * high; i++) {
    const middle = (low + high) / 2
    if (upperTail(middle, degrees) > tail) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** The chance that |T| or more is seen, on one side: P(T > t), t ≥ 0. */
export function upperTail(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5) / 2
}

/** I_x(a, b) by its continued fraction (Abramowitz and Stegun 26.5.8), on the side where it converges fast. */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0
  if (x >= 1) return 1
  const front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x))
  return x < (a + 1) / (a + b + 2) ? (front * fraction(x, a, b)) / a : 1 - (front * fraction(1 - x, b, a)) / b
}

/** The continued fraction by Lentz's method. */
function fraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  let c = 1
  let d = 1 / nonzero(1 - ((a + b) * x) / (a + 1), tiny)
  let h = d
  for (let m = 1; m < 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonzero(1 + even * d, tiny)
    c = nonzero(1 + even / c, tiny)
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonzero(1 + odd * d, tiny)
    c = nonzero(1 + odd / c, tiny)
    const change = d * c
    h *= change
    if (Math.abs(change - 1) < 1e-15) break
  }
  return h
}

function nonzero(value: number, tiny: number): number {
  return Math.abs(value) < tiny ? tiny : value
}
