import type { Clock } from '../clock.ts'
import type { Decision, Explanation } from '@pointsman/core'
import type { IsolatedChooser, IsolatedQuestion } from './chooser.ts'
import { Circuit } from './circuit.ts'
import type { FailureReason } from './failure.ts'

/**
 * Stops asking a strategy that keeps failing: after 5 failures in a row it is not asked for 30 seconds; then one request
 * tries it again, and the first answer that may be given ends the matter. With its explanations it is the same, apart from that.
 */
export class Breaker implements IsolatedChooser {
  readonly kind = 'isolated'
  readonly #chooser: IsolatedChooser
  readonly #decisions: Circuit
  readonly #explanations: Circuit

  constructor(chooser: IsolatedChooser, clock: Clock) {
    this.#chooser = chooser
    this.#decisions = new Circuit(clock)
    this.#explanations = new Circuit(clock)
  }

  get name(): string {
    return this.#chooser.name
  }

  get version(): string {
    return this.#chooser.version
  }

  /** Whether the strategy is not being asked at present. */
  get open(): boolean {
    return this.#decisions.open
  }

  decide(question: IsolatedQuestion, withinMs: number): Promise<Decision> {
    return this.#decisions.ask(() => this.#chooser.decide(question, withinMs))
  }

  /** Its answer may be given: whatever was counted before is forgotten. An answer alone proves nothing yet. */
  accepted(): void {
    this.#decisions.succeeded()
  }

  /** Counts a failure that shows only later, such as naming somebody who may not have the chat. */
  blame(why: FailureReason): void {
    this.#decisions.failed(why)
  }

  async explain(question: IsolatedQuestion, withinMs: number): Promise<Explanation> {
    const explanation = await this.#explanations.ask(() => this.#chooser.explain(question, withinMs))
    this.#explanations.succeeded()
    return explanation
  }

  close(): Promise<boolean> {
    return this.#chooser.close()
  }
}
