/** A figure and its 95 % confidence interval. */
export interface Estimate {
  readonly mean: number
  readonly ci95: readonly [low: number, high: number]
}

/**
 * The ratio of two means over the same rows, Σu / Σv, in a few sums. Its interval is that of the linearised ratio (the delta
 * method, as survey statistics has it): the variance is Σ(u − Rv)² / (Σv)² × n / (n − 1). With v = 1 it is a plain mean.
 */
export class Ratio {
  n = 0
  #u = 0
  #v = 0
  #uu = 0
  #uv = 0
  #vv = 0

  add(u: number, v: number): void {
    this.n++
    this.#u += u
    this.#v += v
    this.#uu += u * u
    this.#uv += u * v
    this.#vv += v * v
  }

  /** Undefined with fewer than two rows, and where there is nothing to divide by. */
  estimate(): Estimate | undefined {
    const { n } = this
    if (n < 2 || this.#v <= 0) return undefined
    const mean = this.#u / this.#v
    const squares = Math.max(0, this.#uu - 2 * mean * this.#uv + mean * mean * this.#vv)
    const reach = (1.959964 * Math.sqrt((squares * n) / (n - 1))) / this.#v
    return { mean, ci95: [mean - reach, mean + reach] }
  }
}
