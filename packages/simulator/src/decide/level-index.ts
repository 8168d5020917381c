import { hashId } from '@pointsman/core'
import type { ChatClass, WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import type { ClassIndex } from './class-index.ts'
import { excludes, excludesAny } from './excludes.ts'
import type { Indexable } from './indexable.ts'
import type { Levels } from './levels.ts'
import { lowestLot, startLots } from './lots.ts'

/**
 * For keys of few values: the agents of the class in one array, parted into levels, the best level last. An agent who
 * goes one level up or down changes places with one other, so upkeep costs a swap and choosing a look at the levels.
 */
export class LevelIndex implements ClassIndex {
  readonly #what: Indexable
  readonly #levels: Levels
  readonly #agents: readonly WorldAgent[]
  /** Level l is from `#starts[l]` up to, but not with, `#starts[l + 1]`. Level 0 is who may not have a chat. */
  readonly #starts: Int32Array
  /** In the order of the levels: who it is, by the place in the class, and beside it the hash of their id. */
  readonly #order: Int32Array
  readonly #hashes: Int32Array
  /** By the place in the class: where in that order, and in which level. */
  readonly #where: Int32Array
  readonly #level: Int32Array
  readonly #idAt: (place: number) => string

  constructor(what: Indexable, { agents }: ChatClass, levels: Levels) {
    this.#what = what
    this.#levels = levels
    this.#agents = agents
    this.#starts = new Int32Array(levels.count + 2).fill(agents.length, 1)
    this.#order = Int32Array.from(agents, (_, place) => place)
    this.#hashes = Int32Array.from(agents, ({ id }) => hashId(id))
    this.#where = Int32Array.from(agents, (_, place) => place)
    this.#level = new Int32Array(agents.length)
    this.#idAt = (place) => (agents[this.#order[place] as number] as WorldAgent).id
    agents.forEach((agent, place) => this.update(agent, place))
  }

  update(agent: WorldAgent, place: number): void {
    const level = agent.available ? this.#levels.of(agent, place) : 0
    let now = this.#level[place] as number
    if (level === now) return
    const starts = this.#starts
    while (now < level) {
      const border = (starts[now + 1] as number) - 1
      this.#swap(place, border)
      starts[++now] = border
    }
    while (now > level) {
      const border = starts[now] as number
      this.#swap(place, border)
      starts[now--] = border + 1
    }
    this.#level[place] = level
  }

  best(chat: SimulatedChat): WorldAgent | undefined {
    const starts = this.#starts
    const choosy = excludesAny(this.#what, chat)
    for (let level = this.#levels.count; level > 0; level--) {
      const from = starts[level] as number
      const to = starts[level + 1] as number
      if (from === to) continue
      if (choosy) {
        const best = this.#bestOfOthers(chat, from, to)
        if (best === undefined) continue
        return best
      }
      const best =
        to - from === 1 ? from : lowestLot(startLots(this.#what.seed, chat), this.#hashes, from, to, this.#idAt)
      return this.#agents[this.#order[best] as number]
    }
    return undefined
  }

  #bestOfOthers(chat: SimulatedChat, from: number, to: number): WorldAgent | undefined {
    const others: WorldAgent[] = []
    for (let place = from; place < to; place++) {
      const agent = this.#agents[this.#order[place] as number] as WorldAgent
      if (!excludes(this.#what, chat, agent)) others.push(agent)
    }
    if (others.length < 2) return others[0]
    const hashes = Int32Array.from(others, ({ id }) => hashId(id))
    const idAt = (place: number): string => (others[place] as WorldAgent).id
    return others[lowestLot(startLots(this.#what.seed, chat), hashes, 0, others.length, idAt)]
  }

  #swap(place: number, to: number): void {
    const order = this.#order
    const hashes = this.#hashes
    const where = this.#where
    const from = where[place] as number
    const other = order[to] as number
    const hash = hashes[from] as number
    order[to] = place
    order[from] = other
    hashes[from] = hashes[to] as number
    hashes[to] = hash
    where[place] = to
    where[other] = from
  }
}
