import { Latencies } from '../reask/latencies.ts'
import type { AnswerCounts, AnswerKind } from './answers.ts'
import { deadlineNs } from './deadline-ms.ts'

/** What became of deliveries, and how long their answers took. */
export class Tally {
  readonly latencies: Latencies = new Latencies()
  readonly #counts: Record<AnswerKind, number> = { honoured: 0, blank: 0, invalid: 0, late: 0, failed: 0 }
  requests = 0

  /** An answer that took longer than the deadline is late, whatever it says; what failed has no latency. */
  add(kind: AnswerKind, nanoseconds: number): void {
    const late = kind !== 'failed' && nanoseconds > deadlineNs
    this.#counts[late ? 'late' : kind]++
    this.requests++
    if (kind !== 'failed') this.latencies.record(nanoseconds)
  }

  get answers(): AnswerCounts {
    return this.#counts
  }

  /** Without an answer in time. */
  get missed(): number {
    return this.#counts.late + this.#counts.failed
  }
}
