import type { AgentRecord } from '../sightings/agent-record.ts'
import { Column } from '../sightings/column.ts'

/** Times to answer, between bounds, each of an agent, as columns. */
export class Delays {
  readonly #agents: AgentRecord[] = []
  readonly #places = new Map<AgentRecord, number>()
  readonly #agent = new Column('integer')
  readonly #lo = new Column('float')
  readonly #hi = new Column('float')
  length = 0

  add(agent: AgentRecord, lo: number, hi: number): void {
    let place = this.#places.get(agent)
    if (place === undefined) this.#places.set(agent, (place = this.#agents.push(agent) - 1))
    const row = this.length++
    this.#agent.set(row, place)
    this.#lo.set(row, lo)
    this.#hi.set(row, hi)
  }

  agent(row: number): AgentRecord {
    return this.#agents[this.#agent.get(row)] as AgentRecord
  }

  lo(row: number): number {
    return this.#lo.get(row)
  }

  hi(row: number): number {
    return this.#hi.get(row)
  }
}
