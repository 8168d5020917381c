import { hashId, type Ledger } from '@pointsman/core'
import type { ChatClass, WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import type { AgentIndex } from './agent-index.ts'
import { excludes, excludesAny } from './excludes.ts'
import { freeCapacitySense, isFixed, type Indexable } from './indexable.ts'
import { lowestLot, startLots } from './lots.ts'
import { ranks } from './ranks.ts'

/** More levels than this, and a heap does better. */
const mostLevels = 64

/**
 * For policies whose keys have few values: none at all, or the number of free slots, either way round, with keys that never
 * change before it. The agents of each class are in one row, parted into levels, the best last. An agent who goes one level
 * up or down changes places with one other, so that upkeep costs a swap for each of the agent's classes, and choosing a look
 * at the levels. All rows are in the same arrays, a seat for each agent and class.
 */
export class LevelIndex implements AgentIndex {
  readonly #what: Indexable
  readonly #agents: readonly WorldAgent[]
  readonly #sense: -1 | 0 | 1
  /** Levels within a rank. */
  readonly #steps: number
  readonly #levels: number
  // What is read together lies together, as a large roster is limited by the memory that is touched.
  /** By agent, together: where the agent's seats begin, and the level within the rank; 0: may not have a chat. */
  readonly #standing: Int32Array
  /** By seat, each agent's one after another in the order of their classes: where in the row. */
  readonly #where: Int32Array
  /** By seat: how many levels worse ranks have; undefined where there is one rank. */
  readonly #worse: Int32Array | undefined
  /** By seat. */
  readonly #agentOf: Int32Array
  /** In the order of the rows, together: the hash of an agent's id, and the seat. */
  readonly #places: Int32Array
  /** By row: where each level begins, and at last where the row ends. */
  readonly #starts: Int32Array
  readonly #idAt: (place: number) => string

  /** What the policy needs, or undefined where its keys have too many values. */
  static of(
    what: Indexable,
    agents: readonly WorldAgent[],
    classes: readonly ChatClass[],
    ledger: Ledger,
  ): LevelIndex | undefined {
    const { prefer } = what.policy
    const last = prefer.at(-1)
    const sense = last === undefined ? 0 : freeCapacitySense(last)
    const fixed = sense === 0 ? prefer : prefer.slice(0, -1)
    if (!fixed.every(isFixed)) return undefined
    const steps = sense === 0 ? 1 : agents.reduce((most, { slots }) => Math.max(most, slots), 1)
    const ranked = classes.map((chatClass) => ranks(fixed, chatClass, ledger))
    const most = ranked.reduce((worst, one) => one.reduce((top, rank) => Math.max(top, rank), worst), 0) + 1
    if (most * steps > mostLevels) return undefined
    return new LevelIndex(what, agents, classes, ranked, { sense, steps, levels: most * steps })
  }

  private constructor(
    what: Indexable,
    agents: readonly WorldAgent[],
    classes: readonly ChatClass[],
    ranked: readonly Int32Array[],
    { sense, steps, levels }: { readonly sense: -1 | 0 | 1; readonly steps: number; readonly levels: number },
  ) {
    this.#what = what
    this.#agents = agents
    this.#sense = sense
    this.#steps = steps
    this.#levels = levels
    const rows = classes.map((chatClass) => chatClass.agents)
    const seats = rows.reduce((sum, row) => sum + row.length, 0)
    this.#standing = standings(agents, rows)
    this.#where = new Int32Array(seats)
    this.#worse = levels === steps ? undefined : new Int32Array(seats)
    this.#agentOf = new Int32Array(seats)
    this.#places = new Int32Array(seats * 2)
    this.#starts = new Int32Array(rows.length * (levels + 2))
    const taken = new Int32Array(agents.length)
    let place = 0
    rows.forEach((row, r) => {
      this.#starts[r * (levels + 2)] = place
      this.#starts.fill(place + row.length, r * (levels + 2) + 1, (r + 1) * (levels + 2))
      row.forEach(({ id, index }, member) => {
        const seat = (this.#standing[index * 2] as number) + (taken[index] as number)
        taken[index] = (taken[index] as number) + 1
        this.#where[seat] = place
        this.#agentOf[seat] = index
        if (this.#worse !== undefined) this.#worse[seat] = (ranked[r]?.[member] as number) * steps
        this.#places.set([hashId(id), seat], place * 2)
        place += 1
      })
    })
    this.#idAt = (place) => this.#agentAt(place).id
    for (const agent of agents) this.update(agent)
  }

  update(agent: WorldAgent): void {
    const { classes, index } = agent
    const step = agent.available ? this.#stepOf(agent.capacity) : 0
    const standing = this.#standing
    const before = standing[index * 2 + 1] as number
    if (step === before) return
    standing[index * 2 + 1] = step
    const first = standing[index * 2] as number
    const count = (standing[index * 2 + 2] as number) - first
    const stride = this.#levels + 2
    const all = this.#worse
    for (let i = 0; i < count; i++) {
      const row = (classes[i] as (typeof classes)[number]).index * stride
      const worse = all === undefined ? 0 : (all[first + i] as number)
      this.#move(first + i, row + (before === 0 ? 0 : worse + before), row + (step === 0 ? 0 : worse + step))
    }
  }

  best(chat: SimulatedChat): WorldAgent | undefined {
    const starts = this.#starts
    const row = chat.chatClass.index * (this.#levels + 2)
    const choosy = excludesAny(this.#what, chat)
    for (let level = row + this.#levels; level > row; level--) {
      const from = starts[level] as number
      const to = starts[level + 1] as number
      if (from === to) continue
      if (choosy) {
        const best = this.#bestOfOthers(chat, from, to)
        if (best === undefined) continue
        return best
      }
      if (to - from === 1) return this.#agentAt(from)
      return this.#agentAt(lowestLot(startLots(this.#what.seed, chat), this.#places, from, to, this.#idAt))
    }
    return undefined
  }

  #stepOf(capacity: number): number {
    if (this.#sense === 0) return 1
    return this.#sense === 1 ? capacity : this.#steps + 1 - capacity
  }

  #agentAt(place: number): WorldAgent {
    return this.#agents[this.#agentOf[this.#places[place * 2 + 1] as number] as number] as WorldAgent
  }

  #bestOfOthers(chat: SimulatedChat, from: number, to: number): WorldAgent | undefined {
    const others: WorldAgent[] = []
    for (let place = from; place < to; place++) {
      const agent = this.#agentAt(place)
      if (!excludes(this.#what, chat, agent)) others.push(agent)
    }
    if (others.length < 2) return others[0]
    const hashes = new Int32Array(others.length * 2)
    others.forEach(({ id }, place) => (hashes[place * 2] = hashId(id)))
    const idAt = (place: number): string => (others[place] as WorldAgent).id
    return others[lowestLot(startLots(this.#what.seed, chat), hashes, 0, others.length, idAt)]
  }

  /** From one level to another of the same row, by swaps with whoever is at the border of each. */
  #move(seat: number, from: number, to: number): void {
    const starts = this.#starts
    const places = this.#places
    const where = this.#where
    const began = where[seat] as number
    let place = began
    const hash = places[place * 2] as number
    let level = from
    while (level !== to) {
      let border: number
      if (level < to) {
        border = (starts[level + 1] as number) - 1
        starts[++level] = border
      } else {
        border = starts[level] as number
        starts[level--] = border + 1
      }
      if (border === place) continue
      const other = places[border * 2 + 1] as number
      places[place * 2] = places[border * 2] as number
      places[place * 2 + 1] = other
      where[other] = place
      place = border
    }
    if (place === began) return
    places[place * 2] = hash
    places[place * 2 + 1] = seat
    where[seat] = place
  }
}

/** By agent, together: where the seats begin, and 0; at last where the seats of all end. */
function standings(agents: readonly WorldAgent[], rows: readonly (readonly WorldAgent[])[]): Int32Array {
  const standing = new Int32Array(agents.length * 2 + 2)
  for (const row of rows) for (const { index } of row) standing[index * 2 + 2] = (standing[index * 2 + 2] as number) + 1
  for (let i = 2; i < standing.length; i += 2) standing[i] = (standing[i] as number) + (standing[i - 2] as number)
  return standing
}
