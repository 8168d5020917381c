import type { Answered, AnswerKind } from '../platform/answer.ts'
import type { Observer } from '../platform/observer.ts'
import { Latency } from './latency.ts'

/** What became of the questions: the `answers` of a result. */
export interface Answers extends Readonly<Record<AnswerKind, number>> {
  /** Questions put: the sum of the others, and those not answered yet. */
  readonly asked: number
  /** Of those that were answered in time; null where there was none. */
  readonly latencyMs: { readonly p50: number | null; readonly p99: number | null; readonly max: number | null }
}

/** Counts answers by what became of them. */
export class AnswerCounts implements Observer {
  readonly #counts: Record<AnswerKind, number> = {
    honoured: 0,
    blank: 0,
    invalid: 0,
    full: 0,
    late: 0,
    failed: 0,
    moot: 0,
  }
  readonly #latency = new Latency()
  #asked = 0

  asked(): void {
    this.#asked += 1
  }

  answered(_chat: unknown, { kind, tookMs }: Answered): void {
    this.#counts[kind] += 1
    if (kind !== 'late' && kind !== 'failed') this.#latency.add(tookMs)
  }

  get counts(): Answers {
    const { max } = this.#latency
    return {
      asked: this.#asked,
      ...this.#counts,
      latencyMs: {
        p50: rounded(this.#latency.quantile(0.5)),
        p99: rounded(this.#latency.quantile(0.99)),
        max: rounded(max),
      },
    }
  }
}

function rounded(ms: number | null): number | null {
  return ms === null ? null : Number(ms.toFixed(3))
}
