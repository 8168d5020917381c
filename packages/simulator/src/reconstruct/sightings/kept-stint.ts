import type { AgentRecord } from './agent-record.ts'
import type { Stint } from './stint.ts'
import type { StintColumns } from './stint-columns.ts'

/** A stint that ended, read off its row. */
export class KeptStint implements Stint {
  readonly askedAt: number
  readonly agent: AgentRecord
  readonly #columns: StintColumns
  readonly #row: number

  constructor(columns: StintColumns, row: number, agent: AgentRecord, lastAskedAt: number) {
    const asked = columns.askedAt.get(row)
    this.askedAt = asked === Infinity ? lastAskedAt : asked
    this.agent = agent
    this.#columns = columns
    this.#row = row
  }

  get open(): boolean {
    return false
  }

  get beganLo(): number {
    const at = this.#columns.beganLo.get(this.#row)
    return at === Infinity ? this.beganHi : at
  }

  get beganHi(): number {
    return this.#columns.beganHi.get(this.#row)
  }

  get shownAt(): number {
    const at = this.#columns.shownAt.get(this.#row)
    return at === Infinity ? this.beganHi : at
  }

  get firstLevel(): number {
    return this.#columns.firstLevel.get(this.#row)
  }

  get lastLevel(): number {
    return this.#columns.lastLevel.get(this.#row)
  }

  get endedLo(): number {
    return this.#columns.endedLo.get(this.#row)
  }

  get endedHi(): number {
    const at = this.#columns.endedHi.get(this.#row)
    return Number.isNaN(at) ? this.endedLo : at
  }

  get exposure(): readonly number[] {
    return this.#columns.exposure(this.#row)
  }
}
