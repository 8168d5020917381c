import type { WorldAgent } from '@pointsman/world'

/** What agents did between two instants, by index. */
export interface Span {
  /** Chats in progress, summed over the seconds online. */
  readonly busy: Float64Array
  /** Seconds online. */
  readonly online: Float64Array
}

/** Integrates, over the time online, the chats that each agent has in progress. */
export class Occupancy {
  readonly #active: Int32Array
  readonly #online: Uint8Array
  readonly #since: Float64Array
  #busy: Float64Array
  #seconds: Float64Array
  readonly #agents: number

  constructor(agents: number) {
    this.#agents = agents
    this.#active = new Int32Array(agents)
    this.#online = new Uint8Array(agents)
    this.#since = new Float64Array(agents)
    this.#busy = new Float64Array(agents)
    this.#seconds = new Float64Array(agents)
  }

  /** Takes in what the agent is from now on. */
  changed(agent: WorldAgent, at: number): void {
    const { index } = agent
    this.#integrate(index, at)
    this.#active[index] = agent.activeChats
    this.#online[index] = agent.status === 'online' ? 1 : 0
  }

  /** What was done since the last reading; the next begins here. */
  read(at: number): Span {
    for (let agent = 0; agent < this.#agents; agent++) this.#integrate(agent, at)
    const span = { busy: this.#busy, online: this.#seconds }
    this.#busy = new Float64Array(this.#agents)
    this.#seconds = new Float64Array(this.#agents)
    return span
  }

  #integrate(agent: number, at: number): void {
    if (this.#online[agent] === 1) {
      const seconds = at - (this.#since[agent] as number)
      this.#seconds[agent] = (this.#seconds[agent] as number) + seconds
      this.#busy[agent] = (this.#busy[agent] as number) + seconds * (this.#active[agent] as number)
    }
    this.#since[agent] = at
  }
}
