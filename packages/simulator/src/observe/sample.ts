/** Numbers kept one by one, for exact quantiles: 8 bytes each. */
export class Sample {
  size = 0
  #values = new Float64Array(16)

  add(value: number): void {
    if (this.size === this.#values.length) {
      const grown = new Float64Array(this.size * 2)
      grown.set(this.#values)
      this.#values = grown
    }
    this.#values[this.size++] = value
  }

  get values(): Float64Array {
    return this.#values.subarray(0, this.size)
  }
}
