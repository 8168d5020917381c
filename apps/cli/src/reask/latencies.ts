import { build, type Histogram } from 'hdr-histogram-js'

const hour = 3_600_000_000_000

/** Quantiles of how long decisions took, in milliseconds. */
export interface LatencyMs {
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly max: number
}

/** Counts durations in a histogram of constant size; quantiles are true to three significant digits, the maximum exact. */
export class Latencies {
  readonly #histogram: Histogram = build({
    lowestDiscernibleValue: 1,
    highestTrackableValue: hour,
    numberOfSignificantValueDigits: 3,
  })
  #max = 0

  /** Counts a duration in whole nanoseconds. */
  record(nanoseconds: number): void {
    this.#histogram.recordValue(Math.min(nanoseconds, hour))
    if (nanoseconds > this.#max) this.#max = nanoseconds
  }

  /** Undefined where nothing was counted. */
  quantiles(): LatencyMs | undefined {
    if (this.#histogram.totalCount === 0) return undefined
    const at = (percentile: number): number =>
      Math.min(this.#histogram.getValueAtPercentile(percentile), this.#max) / 1_000_000
    return { p50: at(50), p99: at(99), p999: at(99.9), max: this.#max / 1_000_000 }
  }
}
