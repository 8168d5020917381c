import type { WorldAgent } from '@pointsman/world'

/** What agents did between two instants, by index. */
export interface Span {
  /** Chats in progress, summed over the seconds online. */
  readonly busy: Float64Array
  /** Seconds online. */
  readonly online: Float64Array
}

// What is kept of an agent is kept together: large rosters are limited by the memory that is touched.
/** Chats in progress; −1 while the agent is not online. */
const active = 0
const since = 1
const busy = 2
const seconds = 3
const stride = 4

/** Integrates, over the time online, the chats that each agent has in progress. */
export class Occupancy {
  readonly #agents: number
  readonly #kept: Float64Array

  constructor(agents: number) {
    this.#agents = agents
    this.#kept = new Float64Array(agents * stride)
    for (let base = 0; base < this.#kept.length; base += stride) this.#kept[base + active] = -1
  }

  /** Takes in what the agent is from now on. */
  changed(agent: WorldAgent, at: number): void {
    const kept = this.#kept
    const base = agent.index * stride
    this.#integrate(base, at)
    kept[base + active] = agent.isOnline ? agent.activeChats : -1
  }

  /** What was done since the last reading; the next begins here. */
  read(at: number): Span {
    const kept = this.#kept
    const span = { busy: new Float64Array(this.#agents), online: new Float64Array(this.#agents) }
    for (let agent = 0; agent < this.#agents; agent++) {
      const base = agent * stride
      this.#integrate(base, at)
      span.busy[agent] = kept[base + busy] as number
      span.online[agent] = kept[base + seconds] as number
      kept[base + busy] = 0
      kept[base + seconds] = 0
    }
    return span
  }

  #integrate(base: number, at: number): void {
    const kept = this.#kept
    // Who comes free is often taken again at the same instant.
    if (kept[base + since] === at) return
    const chats = kept[base + active] as number
    if (chats >= 0) {
      const passed = at - (kept[base + since] as number)
      kept[base + seconds] = (kept[base + seconds] as number) + passed
      kept[base + busy] = (kept[base + busy] as number) + passed * chats
    }
    kept[base + since] = at
  }
}
