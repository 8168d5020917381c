import { LogBins } from './log-bins.ts'

/** A list grows up to so many values; further ones begin another, so that nothing large is ever copied. */
const longest = 8192

/**
 * Numbers above 0 kept for quantiles: one by one and exact as long as they are few, 8 bytes each; then by bins, which take
 * no more memory for more of them, and place each number to 1e-4 of itself.
 */
export class Sample {
  size = 0
  readonly #exactUpTo: number
  /** The lists that are full. */
  #full: Float64Array[] = []
  #values = new Float64Array(16)
  /** How many there are in the last list. */
  #filled = 0
  #bins: LogBins | undefined = undefined

  /** Exact up to so many. */
  constructor(exactUpTo: number) {
    this.#exactUpTo = exactUpTo
  }

  add(value: number): void {
    if (this.size < this.#exactUpTo) {
      if (this.#filled === this.#values.length) this.#grow()
      this.#values[this.#filled++] = value
      this.size += 1
      return
    }
    if (this.#bins === undefined) {
      this.#bins = this.bins
      this.#full = []
      this.#values = new Float64Array(0)
    }
    this.#bins.add(value)
    this.size += 1
  }

  /** All of them one by one, in lists, or undefined where they became too many. */
  get values(): readonly Float64Array[] | undefined {
    return this.#bins === undefined ? [...this.#full, this.#values.subarray(0, this.#filled)] : undefined
  }

  /** All of them by bins. */
  get bins(): LogBins {
    if (this.#bins !== undefined) return this.#bins
    const bins = new LogBins()
    for (const list of this.values ?? []) for (const value of list) bins.add(value)
    return bins
  }

  #grow(): void {
    const list = this.#values
    if (list.length < longest) {
      this.#values = new Float64Array(list.length * 2)
      this.#values.set(list)
      return
    }
    this.#full.push(list)
    this.#values = new Float64Array(longest)
    this.#filled = 0
  }
}
