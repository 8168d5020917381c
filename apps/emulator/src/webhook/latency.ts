/** Bins 1 % apart, from a microsecond to a thousand seconds. */
const bins = 2084
const least = 1e-3
const step = Math.log(1.01)

/** Milliseconds, counted by bins: any number of them in a fixed room, each to within half a per cent. */
export class Latency {
  readonly #counts = new Uint32Array(bins)
  #size = 0
  #max = 0

  add(ms: number): void {
    const bin = Math.ceil(Math.log(Math.max(ms, least) / least) / step)
    this.#counts[Math.min(bin, bins - 1)] = (this.#counts[Math.min(bin, bins - 1)] as number) + 1
    this.#size += 1
    if (ms > this.#max) this.#max = ms
  }

  get max(): number | null {
    return this.#size === 0 ? null : this.#max
  }

  /** The least that so large a share is not above; null of none. */
  quantile(share: number): number | null {
    if (this.#size === 0) return null
    const rank = Math.max(1, Math.ceil(share * this.#size))
    let seen = 0
    for (let bin = 0; bin < bins; bin++) {
      seen += this.#counts[bin] as number
      if (seen >= rank) return Math.min(this.#max, least * Math.exp((bin - 0.5) * step))
    }
    return this.#max
  }
}
