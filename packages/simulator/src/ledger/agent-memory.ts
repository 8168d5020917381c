import type { AgentRecord, Instant } from '@pointsman/core'

/** Numbers that the ledger keeps of an agent; first, and so in one line of memory, what every chat changes. */
export const memoryStride = 8
export const lastTurn = 0
export const turns = 1
export const namedAt = 2
export const endedAt = 3
export const finishTag = 4
export const refusals = 5
export const unanswered = 6

/** What the simulation's ledger keeps of an agent: a view of its numbers, where NaN is never. */
export class AgentMemory implements AgentRecord {
  readonly #numbers: Float64Array
  readonly #base: number

  constructor(numbers: Float64Array, base: number) {
    this.#numbers = numbers
    this.#base = base
  }

  get lastTurn(): number {
    return this.#numbers[this.#base + lastTurn] as number
  }

  get turns(): number {
    return this.#numbers[this.#base + turns] as number
  }

  get lastNamedAt(): Instant | undefined {
    return this.#instant(namedAt)
  }

  get lastEndedAt(): Instant | undefined {
    return this.#instant(endedAt)
  }

  get refusals(): number {
    return this.#numbers[this.#base + refusals] as number
  }

  get unanswered(): number {
    return this.#numbers[this.#base + unanswered] as number
  }

  get finishTag(): number {
    return this.#numbers[this.#base + finishTag] as number
  }

  #instant(which: number): Instant | undefined {
    const at = this.#numbers[this.#base + which] as number
    return Number.isNaN(at) ? undefined : at
  }
}
