import { logGamma } from './log-gamma.ts'

/**
 * Q(a, x) = Γ(a, x) / Γ(a), the regularised upper incomplete gamma function, a > 0: by its series below a + 1 and by its
 * continued fraction above (Abramowitz and Stegun 6.5.29 and 6.5.31, Lentz's method), to about 14 digits.
 * `lnGamma`: ln Γ(a), where it is known.
 */
export function upperGamma(a: number, x: number, lnGamma: number = logGamma(a)): number {
  if (x <= 0) return 1
  if (x === Infinity) return 0
  const front = Math.exp(a * Math.log(x) - x - lnGamma)
  return x < a + 1 ? 1 - front * series(a, x) : front * fraction(a, x)
}

function series(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = a + 1; term > sum * 1e-15; n++) {
    term *= x / n
    sum += term
  }
  return sum
}

function fraction(a: number, x: number): number {
  let b = x + 1 - a
  let c = 1e300
  let d = 1 / b
  let h = d
  for (let n = 1; n < 10_000; n++) {
    const an = n * (a - n)
    b += 2
    d = 1 / (an * d + b)
    c = b + an / c
    const change = d * c
    h *= change
    if (Math.abs(change - 1) < 1e-15) break
  }
  return h
}
