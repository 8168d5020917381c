/** Bins of one width in the logarithm: any value in a bin is within 1e-4 of the one in its middle, relatively. */
const width = Math.log((1 + 1e-4) / (1 - 1e-4))
/** Values beyond are counted as these: a nanosecond, and some 300,000 years. */
const lowest = Math.floor(Math.log(1e-9) / width)
const highest = Math.floor(Math.log(1e13) / width)

/** Numbers above 0, counted by bins: no more memory for more of them, some 2 MB at the very most. */
export class LogBins {
  size = 0
  #first = 0
  #counts = new Float64Array(0)

  add(value: number): void {
    this.#count(Math.max(lowest, Math.min(highest, Math.floor(Math.log(value) / width))), 1)
  }

  /** Counts what the other has counted. */
  addAll(other: LogBins): void {
    for (let i = 0; i < other.#counts.length; i++) {
      const count = other.#counts[i] as number
      if (count > 0) this.#count(other.#first + i, count)
    }
  }

  /** The values at these places, from 0, if all were sorted: within 1e-4 of them, relatively. */
  at(places: readonly number[]): readonly number[] {
    return places.map((place) => this.#at(place))
  }

  #at(place: number): number {
    let left = place
    let bin = 0
    while (left >= (this.#counts[bin] as number)) left -= this.#counts[bin++] as number
    // Of all values this has the least relative error at both ends of the bin.
    return Math.exp((this.#first + bin) * width) * (1 + 1e-4)
  }

  #count(bin: number, count: number): void {
    const counts = this.#counts
    if (bin < this.#first || bin >= this.#first + counts.length) this.#cover(bin)
    const place = bin - this.#first
    this.#counts[place] = (this.#counts[place] as number) + count
    this.size += count
  }

  #cover(bin: number): void {
    const before = this.#counts
    const empty = before.length === 0
    const room = Math.max(1024, before.length)
    const first = empty ? bin - 512 : bin < this.#first ? Math.min(bin, this.#first - room) : this.#first
    const end = empty
      ? bin + 512
      : bin < this.#first
        ? this.#first + before.length
        : Math.max(bin + 1, this.#first + before.length + room)
    const from = Math.max(lowest, first)
    this.#counts = new Float64Array(Math.min(highest + 1, end) - from)
    this.#counts.set(before, empty ? 0 : this.#first - from)
    this.#first = from
  }
}
