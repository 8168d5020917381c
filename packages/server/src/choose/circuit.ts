import type { Clock } from '../clock.ts'
import { StrategyFailure, type FailureReason } from './failure.ts'

const patience = 5
const pauseMs = 30_000

/** Lets nobody ask for 30 seconds what failed 5 times in a row; then one may try it again. */
export class Circuit {
  readonly #clock: Clock
  #failures = 0
  #closedAt = Number.NEGATIVE_INFINITY
  #trying = false

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether nobody may ask at present. */
  get open(): boolean {
    return this.#failures >= patience && this.#clock.elapsed() < this.#closedAt
  }

  /** Asks, unless nobody may: then it rejects as `circuit-open`. Whether the answer was a good one is to be said. */
  async ask<T>(asking: () => Promise<T>): Promise<T> {
    if (this.open || (this.#failures >= patience && this.#trying)) throw new StrategyFailure('circuit-open')
    this.#trying = this.#failures >= patience
    try {
      return await asking()
    } catch (error) {
      this.failed(error instanceof StrategyFailure ? error.why : 'threw')
      throw error
    } finally {
      this.#trying = false
    }
  }

  succeeded(): void {
    this.#failures = 0
  }

  failed(why: FailureReason): void {
    // That others were in its way is not the strategy's fault.
    if (why === 'busy' || why === 'taken-meanwhile' || why === 'circuit-open') return
    this.#failures += 1
    if (this.#failures >= patience) this.#closedAt = this.#clock.elapsed() + pauseMs
  }
}
