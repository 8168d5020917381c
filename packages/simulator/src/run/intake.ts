import { arrivalSource, type ArrivalSource } from '../arrivals/arrival-source.ts'
import { Stream } from '../chance/stream.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** The arrivals of one queue, as an event of the calendar. */
export class Intake {
  readonly kind = 'arrival'
  readonly queue: number
  /** Chats that arrived so far. */
  count = 0
  // Of the usual arrivals, written out: seconds between two on average, and the next instant, drawn one ahead, so that the
  // processor can draw it beside what the arrival before it brings about.
  readonly #mean: number
  readonly #stream: Stream
  #ahead: number = NaN
  #drawn = 0
  /** Undefined for the usual arrivals. */
  readonly #source: ArrivalSource | undefined

  constructor(queue: number, { id, arrivals }: Scenario['queues'][number], seed: number) {
    const purpose = `arrivals of ${id}`
    this.queue = queue
    this.#stream = new Stream(seed, purpose)
    this.#mean = arrivals.kind === 'poisson' ? 1 / arrivals.perSecond : NaN
    this.#source = arrivals.kind === 'poisson' ? undefined : arrivalSource(arrivals, seed, purpose)
    this.#ahead = this.#source === undefined ? this.#after(0) : NaN
  }

  /** The next instant at which a chat arrives, Infinity after the last. */
  next(): number {
    if (this.#source !== undefined) return this.#source()
    const at = this.#ahead
    this.#ahead = this.#after(at)
    return at
  }

  #after(at: number): number {
    return at - this.#mean * Math.log(this.#stream.firstFor(this.#drawn++))
  }
}

/** The arrivals of each queue. Streams are told apart by the queue's id, so that adding a queue leaves the others alone. */
export function intakes({ queues }: Scenario, seed: number): readonly Intake[] {
  return queues.map((settings, queue) => new Intake(queue, settings, seed))
}
