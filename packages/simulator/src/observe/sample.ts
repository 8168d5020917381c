import { LogBins } from './log-bins.ts'

/**
 * Numbers above 0 kept for quantiles: one by one and exact as long as they are few, 8 bytes each; then by bins, which take
 * no more memory for more of them, and place each number to 1e-4 of itself.
 */
export class Sample {
  size = 0
  readonly #exactUpTo: number
  #values = new Float64Array(16)
  #bins: LogBins | undefined = undefined

  /** Exact up to so many. */
  constructor(exactUpTo: number) {
    this.#exactUpTo = exactUpTo
  }

  add(value: number): void {
    if (this.size < this.#exactUpTo) {
      if (this.size === this.#values.length) {
        const grown = new Float64Array(this.size * 2)
        grown.set(this.#values)
        this.#values = grown
      }
      this.#values[this.size++] = value
      return
    }
    if (this.#bins === undefined) {
      this.#bins = this.bins
      this.#values = new Float64Array(0)
    }
    this.#bins.add(value)
    this.size += 1
  }

  /** All of them one by one, or undefined where they became too many. */
  get values(): Float64Array | undefined {
    return this.#bins === undefined ? this.#values.subarray(0, this.size) : undefined
  }

  /** All of them by bins. */
  get bins(): LogBins {
    if (this.#bins !== undefined) return this.#bins
    const bins = new LogBins()
    for (let i = 0; i < this.size; i++) bins.add(this.#values[i] as number)
    return bins
  }
}
