import { drawLotOf, hashId, type Ledger, type Preference, type Situation } from '@pointsman/core'
import type { ChatClass, WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import { excludes, excludesAny } from './excludes.ts'
import type { Indexable } from './indexable.ts'
import { precedesById, startLots } from './lots.ts'
import { exampleOf } from './ranks.ts'

/** Who of a class may have a chat, in a binary heap, the best first. */
export class ClassHeap {
  readonly #what: Indexable
  readonly #agents: readonly WorldAgent[]
  readonly #hashes: Int32Array
  readonly #prefer: readonly Preference[]
  readonly #signs: readonly number[]
  readonly #situation: Situation
  /** Keys by the place in the class, turned so that less is better. */
  readonly #keys: Float64Array
  readonly #heap: number[] = []
  /** By the place in the class; −1: not in the heap. */
  readonly #places: Int32Array
  /** Places that are still to be looked at. */
  readonly #open: Int32Array

  constructor(what: Indexable, chatClass: ChatClass, ledger: Ledger) {
    const { agents } = chatClass
    this.#what = what
    this.#agents = agents
    this.#hashes = Int32Array.from(agents, ({ id }) => hashId(id))
    this.#prefer = what.policy.prefer
    this.#signs = this.#prefer.map(({ wants }) => (wants === 'more' ? -1 : 1))
    this.#situation = exampleOf(chatClass, ledger, what.seed)
    this.#keys = new Float64Array(agents.length * this.#prefer.length)
    this.#places = new Int32Array(agents.length).fill(-1)
    this.#open = new Int32Array(agents.length + 1)
    agents.forEach((agent, member) => this.update(agent, member))
  }

  /** Takes in what the agent is now, who is at this place among the agents of the class. */
  update(agent: WorldAgent, member: number): void {
    const place = this.#places[member] as number
    if (!agent.available) {
      if (place >= 0) this.#remove(place)
      return
    }
    const changed = this.#readKeys(agent, member)
    if (place < 0) this.#rise(this.#heap.push(member) - 1, member)
    else if (changed) this.#settle(place, member)
  }

  /** Whom the policy names for this chat of the class. */
  best(chat: SimulatedChat): WorldAgent | undefined {
    const heap = this.#heap
    if (heap.length === 0) return undefined
    const choosy = excludesAny(this.#what, chat)
    let best = -1
    // Infinite and no small number: as what both are later, so that this is compiled once.
    let bestLot = Infinity
    let start = 0
    const open = this.#open
    open[0] = 0
    let left = 1
    // Whoever is below an agent in the heap is no better; so only those below equals and below the kept away are seen.
    while (left > 0) {
      const place = open[--left] as number
      const member = heap[place] as number
      const compared = best < 0 ? -Infinity : this.#compare(member, best)
      if (compared > 0) continue
      if (!choosy || !excludes(this.#what, chat, this.#agents[member] as WorldAgent)) {
        if (compared < 0) {
          best = member
          bestLot = Infinity
        } else {
          if (bestLot === Infinity) {
            start = startLots(this.#what.seed, chat)
            bestLot = drawLotOf(start, this.#hashes[best] as number)
          }
          const lot = drawLotOf(start, this.#hashes[member] as number)
          if (lot < bestLot || (lot === bestLot && this.#precedes(member, best))) {
            bestLot = lot
            best = member
          }
        }
      }
      if (2 * place + 1 < heap.length) open[left++] = 2 * place + 1
      if (2 * place + 2 < heap.length) open[left++] = 2 * place + 2
    }
    return best < 0 ? undefined : this.#agents[best]
  }

  #precedes(a: number, b: number): boolean {
    return precedesById(this.#agents[a] as WorldAgent, this.#agents[b] as WorldAgent)
  }

  #readKeys(agent: WorldAgent, member: number): boolean {
    const count = this.#prefer.length
    const base = member * count
    let changed = false
    for (let k = 0; k < count; k++) {
      const key = (this.#prefer[k] as Preference).key(agent, this.#situation) * (this.#signs[k] as number)
      if (this.#keys[base + k] !== key) changed = true
      this.#keys[base + k] = key
    }
    return changed
  }

  #compare(a: number, b: number): number {
    const count = this.#prefer.length
    for (let k = 0; k < count; k++) {
      const apart = (this.#keys[a * count + k] as number) - (this.#keys[b * count + k] as number)
      if (apart !== 0) return apart
    }
    return 0
  }

  #remove(place: number): void {
    this.#places[this.#heap[place] as number] = -1
    const last = this.#heap.pop() as number
    if (place < this.#heap.length) this.#settle(place, last)
  }

  #settle(place: number, member: number): void {
    const parent = (place - 1) >> 1
    if (place > 0 && this.#compare(member, this.#heap[parent] as number) < 0) this.#rise(place, member)
    else this.#sink(place, member)
  }

  #rise(from: number, member: number): void {
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = this.#heap[parent] as number
      if (this.#compare(member, above) >= 0) break
      this.#put(place, above)
      place = parent
    }
    this.#put(place, member)
  }

  #sink(from: number, member: number): void {
    let place = from
    for (;;) {
      let child = 2 * place + 1
      if (child >= this.#heap.length) break
      if (
        child + 1 < this.#heap.length &&
        this.#compare(this.#heap[child + 1] as number, this.#heap[child] as number) < 0
      ) {
        child += 1
      }
      const below = this.#heap[child] as number
      if (this.#compare(below, member) >= 0) break
      this.#put(place, below)
      place = child
    }
    this.#put(place, member)
  }

  #put(place: number, member: number): void {
    this.#heap[place] = member
    this.#places[member] = place
  }
}
