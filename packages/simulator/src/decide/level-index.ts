import type { ChatClass, WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import type { ClassIndex } from './class-index.ts'
import { excludes, excludesAny } from './excludes.ts'
import type { Indexable } from './indexable.ts'
import type { Lots } from './lots.ts'

/**
 * For keys of few values: the agents of the class in one array, parted into levels, the best level last. An agent who
 * goes one level up or down changes places with one other, so upkeep costs a swap and choosing a look at the levels.
 */
export class LevelIndex implements ClassIndex {
  readonly #what: Indexable
  readonly #lots: Lots
  readonly #everybody: readonly WorldAgent[]
  readonly #levelOf: (agent: WorldAgent) => number
  readonly #levels: number
  /** Level l is from `#starts[l]` up to, but not with, `#starts[l + 1]`. Level 0 is who may not have a chat. */
  readonly #starts: Int32Array
  readonly #members: Int32Array
  readonly #places: Int32Array
  readonly #level: Int32Array

  /** `levelOf` gives whole numbers from 1 to `levels`, the best the highest, for an agent who has a free slot. */
  constructor(
    what: Indexable,
    lots: Lots,
    everybody: readonly WorldAgent[],
    { agents }: ChatClass,
    levels: number,
    levelOf: (agent: WorldAgent) => number,
  ) {
    this.#what = what
    this.#lots = lots
    this.#everybody = everybody
    this.#levelOf = levelOf
    this.#levels = levels
    this.#starts = new Int32Array(levels + 2).fill(agents.length, 1)
    this.#members = Int32Array.from(agents, ({ index }) => index)
    this.#places = new Int32Array(everybody.length)
    this.#level = new Int32Array(everybody.length)
    agents.forEach(({ index }, place) => (this.#places[index] = place))
    for (const agent of agents) this.update(agent)
  }

  update(agent: WorldAgent): void {
    const level = agent.available ? this.#levelOf(agent) : 0
    const { index } = agent
    let now = this.#level[index] as number
    if (level === now) return
    const starts = this.#starts
    while (now < level) {
      const border = (starts[now + 1] as number) - 1
      this.#swap(index, border)
      starts[++now] = border
    }
    while (now > level) {
      const border = starts[now] as number
      this.#swap(index, border)
      starts[now--] = border + 1
    }
    this.#level[index] = level
  }

  best(chat: SimulatedChat): WorldAgent | undefined {
    const starts = this.#starts
    const choosy = excludesAny(this.#what, chat)
    for (let level = this.#levels; level > 0; level--) {
      const from = starts[level] as number
      const to = starts[level + 1] as number
      if (from === to) continue
      if (choosy) {
        const best = this.#bestOfOthers(chat, from, to)
        if (best === undefined) continue
        return best
      }
      const members = this.#members
      const best = to - from === 1 ? (members[from] as number) : this.#lots.lowest(this.#lots.start(chat), members, from, to)
      return this.#everybody[best]
    }
    return undefined
  }

  #bestOfOthers(chat: SimulatedChat, from: number, to: number): WorldAgent | undefined {
    const others = this.#members
      .subarray(from, to)
      .filter((agent) => !excludes(this.#what, chat, this.#everybody[agent] as WorldAgent))
    if (others.length === 0) return undefined
    return this.#everybody[this.#lots.lowest(this.#lots.start(chat), others, 0, others.length)]
  }

  #swap(agent: number, place: number): void {
    const members = this.#members
    const places = this.#places
    const other = members[place] as number
    const from = places[agent] as number
    members[place] = agent
    members[from] = other
    places[agent] = place
    places[other] = from
  }
}
