import { drawLotOf, hashId, startLot } from '@pointsman/core'
import type { WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'

/** The core's lots for agents whose ids were hashed once. */
export class Lots {
  readonly #seed: number
  readonly #agents: readonly WorldAgent[]
  readonly #hashes: Int32Array

  constructor(seed: number, agents: readonly WorldAgent[]) {
    this.#seed = seed
    this.#agents = agents
    this.#hashes = Int32Array.from(agents, ({ id }) => hashId(id))
  }

  /** Begins the lots of this offer of the chat. */
  start(chat: SimulatedChat): number {
    return startLot(this.#seed, chat.id, chat.named)
  }

  /** The lot of one agent. */
  lot(start: number, agent: number): number {
    return drawLotOf(start, this.#hashes[agent] as number)
  }

  /** The agent with the lowest lot among `members[from]` up to, but not with, `members[to]`; equal lots fall to the ids. */
  lowest(start: number, members: Int32Array, from: number, to: number): number {
    const hashes = this.#hashes
    let first = members[from] as number
    let least = drawLotOf(start, hashes[first] as number)
    for (let i = from + 1; i < to; i++) {
      const agent = members[i] as number
      const lot = drawLotOf(start, hashes[agent] as number)
      if (lot > least || (lot === least && !this.precedes(agent, first))) continue
      least = lot
      first = agent
    }
    return first
  }

  /** Whether the first of two agents with the same lot comes before the second. */
  precedes(a: number, b: number): boolean {
    return (this.#agents[a] as WorldAgent).id < (this.#agents[b] as WorldAgent).id
  }
}
