import type { WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'

/** What agents did between two instants, by index. */
export interface Span {
  /** Chats in progress, summed over the seconds online. */
  readonly busy: Float64Array
  /** Seconds online. */
  readonly online: Float64Array
}

// What is kept of an agent is kept together: large rosters are limited by the memory that is touched.
/** 1 while the agent is online. */
const online = 0
/** What came before this is counted, but for the chats in progress of those who are online. */
const since = 1
const busy = 2
const seconds = 3
const stride = 4

/** Sums, over the time online, how long each agent had how many chats in progress: a chat is counted when the agent is rid of it. */
export class Occupancy {
  readonly #kept: Float64Array
  #agents: readonly WorldAgent[] = []

  constructor(agents: number) {
    this.#kept = new Float64Array(agents * stride)
  }

  /** Whose chats in progress are looked up at a reading. */
  attach(agents: readonly WorldAgent[]): void {
    this.#agents = agents
  }

  /** A chat that the agent, told by index, had since `attendedAt` is over, or handed on. */
  left(agent: number, attendedAt: number, at: number): void {
    const kept = this.#kept
    const base = agent * stride
    if (kept[base + online] === 0) return
    const from = kept[base + since] as number
    kept[base + busy] = (kept[base + busy] as number) + at - (attendedAt > from ? attendedAt : from)
  }

  /** Takes in what the agent's status is from now on. */
  changed(agent: WorldAgent, at: number): void {
    this.#count(agent, at)
    this.#kept[agent.index * stride + online] = agent.status === 'online' ? 1 : 0
  }

  /** What was done since the last reading; the next begins here. */
  read(at: number): Span {
    const kept = this.#kept
    const count = kept.length / stride
    const span = { busy: new Float64Array(count), online: new Float64Array(count) }
    for (const agent of this.#agents) {
      this.#count(agent, at)
      const base = agent.index * stride
      span.busy[agent.index] = kept[base + busy] as number
      span.online[agent.index] = kept[base + seconds] as number
      kept[base + busy] = 0
      kept[base + seconds] = 0
    }
    return span
  }

  /** Counts what came up to now. */
  #count(agent: WorldAgent, at: number): void {
    const kept = this.#kept
    const { activeChats, index } = agent
    const base = index * stride
    if (kept[base + online] === 1) {
      kept[base + seconds] = (kept[base + seconds] as number) + at - (kept[base + since] as number)
      for (let place = 0; place < activeChats; place++) {
        this.left(index, (agent.holding(place) as SimulatedChat).attendedAt, at)
      }
    }
    kept[base + since] = at
  }
}
