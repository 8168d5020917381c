import { Situation, type Ledger, type Preference } from '@pointsman/core'
import type { ChatClass, WorldAgent } from '@pointsman/world'
import { SimulatedChat } from '../run/simulated-chat.ts'
import type { ClassIndex } from './class-index.ts'
import { excludes, excludesAny } from './excludes.ts'
import type { Indexable } from './indexable.ts'
import type { Lots } from './lots.ts'

/** For keys of any value: who of the class may have a chat, in a binary heap, the best first. */
export class HeapIndex implements ClassIndex {
  readonly #what: Indexable
  readonly #lots: Lots
  readonly #everybody: readonly WorldAgent[]
  readonly #prefer: readonly Preference[]
  readonly #signs: readonly number[]
  readonly #situation: Situation
  /** Keys by agent, turned so that less is better. */
  readonly #keys: Float64Array
  readonly #heap: number[] = []
  /** By agent; −1: not in the heap. */
  readonly #places: Int32Array

  constructor(
    what: Indexable,
    lots: Lots,
    everybody: readonly WorldAgent[],
    chatClass: ChatClass,
    ledger: Ledger,
  ) {
    this.#what = what
    this.#lots = lots
    this.#everybody = everybody
    this.#prefer = what.policy.prefer
    this.#signs = this.#prefer.map(({ wants }) => (wants === 'more' ? -1 : 1))
    const example = new SimulatedChat()
    example.begin({ number: 0, chatClass, createdAt: 0 })
    this.#situation = new Situation({ id: '', at: 0, chat: example, agents: [] }, ledger, what.seed)
    this.#keys = new Float64Array(everybody.length * this.#prefer.length)
    this.#places = new Int32Array(everybody.length).fill(-1)
    for (const agent of chatClass.agents) this.update(agent)
  }

  update(agent: WorldAgent): void {
    const { index } = agent
    const place = this.#places[index] as number
    if (!agent.available) {
      if (place >= 0) this.#remove(place)
      return
    }
    const changed = this.#readKeys(agent)
    if (place < 0) this.#rise(this.#heap.push(index) - 1, index)
    else if (changed) this.#settle(place, index)
  }

  best(chat: SimulatedChat): WorldAgent | undefined {
    if (this.#heap.length === 0) return undefined
    const choosy = excludesAny(this.#what, chat)
    let best = -1
    let bestLot = -1
    let start = 0
    // Whoever is below an agent in the heap is no better; so only those below equals and below the kept away are seen.
    const open = [0]
    while (open.length > 0) {
      const place = open.pop() as number
      const agent = this.#heap[place] as number
      const compared = best < 0 ? -1 : this.#compare(agent, best)
      if (compared > 0) continue
      if (!choosy || !excludes(this.#what, chat, this.#everybody[agent] as WorldAgent)) {
        if (compared < 0) bestLot = -1
        else {
          if (bestLot < 0) {
            start = this.#lots.start(chat)
            bestLot = this.#lots.lot(start, best)
          }
          const lot = this.#lots.lot(start, agent)
          if (lot < bestLot || (lot === bestLot && this.#lots.precedes(agent, best))) {
            bestLot = lot
            best = agent
          }
        }
        if (compared < 0) best = agent
      }
      if (2 * place + 1 < this.#heap.length) open.push(2 * place + 1)
      if (2 * place + 2 < this.#heap.length) open.push(2 * place + 2)
    }
    return best < 0 ? undefined : this.#everybody[best]
  }

  #readKeys(agent: WorldAgent): boolean {
    const count = this.#prefer.length
    const base = agent.index * count
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

  #settle(place: number, agent: number): void {
    const parent = (place - 1) >> 1
    if (place > 0 && this.#compare(agent, this.#heap[parent] as number) < 0) this.#rise(place, agent)
    else this.#sink(place, agent)
  }

  #rise(from: number, agent: number): void {
    let place = from
    while (place > 0) {
      const parent = (place - 1) >> 1
      const above = this.#heap[parent] as number
      if (this.#compare(agent, above) >= 0) break
      this.#put(place, above)
      place = parent
    }
    this.#put(place, agent)
  }

  #sink(from: number, agent: number): void {
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
      if (this.#compare(below, agent) >= 0) break
      this.#put(place, below)
      place = child
    }
    this.#put(place, agent)
  }

  #put(place: number, agent: number): void {
    this.#heap[place] = agent
    this.#places[agent] = place
  }
}
