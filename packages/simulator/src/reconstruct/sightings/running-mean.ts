/** The mean of what was added so far. */
export class RunningMean {
  #count = 0
  #sum = 0

  add(value: number): void {
    this.#count += 1
    this.#sum += value
  }

  /** NaN: there was nothing. */
  get mean(): number {
    return this.#sum / this.#count
  }
}
