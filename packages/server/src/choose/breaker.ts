import type { Clock } from '../clock.ts'
import type { Decision, Explanation } from '@pointsman/core'
import type { IsolatedChooser, IsolatedQuestion } from './chooser.ts'
import { StrategyFailure, type FailureReason } from './failure.ts'

const patience = 5
const pauseMs = 30_000

/**
 * Stops asking a strategy that keeps failing: after 5 failures in a row it is not asked for 30 seconds; then one request
 * tries it again, and the first answer that may be given ends the matter.
 */
export class Breaker implements IsolatedChooser {
  readonly kind = 'isolated'
  readonly #chooser: IsolatedChooser
  readonly #clock: Clock
  #failures = 0
  #closedAt = Number.NEGATIVE_INFINITY
  #trying = false

  constructor(chooser: IsolatedChooser, clock: Clock) {
    this.#chooser = chooser
    this.#clock = clock
  }

  get name(): string {
    return this.#chooser.name
  }

  get version(): string {
    return this.#chooser.version
  }

  /** Whether the strategy is not being asked at present. */
  get open(): boolean {
    return this.#failures >= patience && this.#clock.elapsed() < this.#closedAt
  }

  async decide(question: IsolatedQuestion, withinMs: number): Promise<Decision> {
    if (this.open || (this.#failures >= patience && this.#trying)) throw new StrategyFailure('circuit-open')
    this.#trying = this.#failures >= patience
    try {
      return await this.#chooser.decide(question, withinMs)
    } catch (error) {
      this.blame(error instanceof StrategyFailure ? error.why : 'threw')
      throw error
    } finally {
      this.#trying = false
    }
  }

  /** Its answer may be given: whatever was counted before is forgotten. An answer alone proves nothing yet. */
  accepted(): void {
    this.#failures = 0
  }

  /** Counts a failure that shows only later, such as naming somebody who may not have the chat. */
  blame(why: FailureReason): void {
    // That others were in its way is not the strategy's fault.
    if (why === 'busy' || why === 'taken-meanwhile' || why === 'circuit-open') return
    this.#failures += 1
    if (this.#failures >= patience) this.#closedAt = this.#clock.elapsed() + pauseMs
  }

  explain(question: IsolatedQuestion, withinMs: number): Promise<Explanation> {
    return this.#chooser.explain(question, withinMs)
  }

  close(): Promise<boolean> {
    return this.#chooser.close()
  }
}
