import type { AgentId } from '@pointsman/core'

/** As many rows of the common mean are mixed into each agent's own. */
const drawn = 10

/**
 * What to expect of an agent by what was seen so far: the agent's own mean, drawn towards everybody's where there is little
 * of it, (Σ own + k × mean of all) / (n own + k) with k = 10.
 */
export class AgentMeans {
  readonly #agents = new Map<AgentId, { sum: number; n: number }>()
  #sum: number
  #n: number

  /** Begins with so many rows of this mean. */
  constructor(prior: { readonly mean: number; readonly rows: number }) {
    this.#sum = prior.mean * prior.rows
    this.#n = prior.rows
  }

  learn(agent: AgentId, value: number): void {
    const own = this.#agents.get(agent) ?? { sum: 0, n: 0 }
    own.sum += value
    own.n++
    this.#agents.set(agent, own)
    this.#sum += value
    this.#n++
  }

  of(agent: AgentId): number {
    const all = this.#n === 0 ? 0 : this.#sum / this.#n
    const { sum, n } = this.#agents.get(agent) ?? { sum: 0, n: 0 }
    return (sum + drawn * all) / (n + drawn)
  }

  /** The mean over agents, each with their probability. */
  over(odds: Iterable<readonly [AgentId, number]>): number {
    let expected = 0
    for (const [agent, probability] of odds) expected += probability * this.of(agent)
    return expected
  }
}
