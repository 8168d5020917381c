import type { Ledger } from '@pointsman/core'
import type { ChatClass, WorldAgent } from '@pointsman/world'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import type { AgentIndex } from './agent-index.ts'
import { ClassHeap } from './class-heap.ts'
import type { Indexable } from './indexable.ts'

/** An agent's place among the agents of a class. */
interface Membership {
  readonly heap: ClassHeap
  readonly place: number
}

/** For keys of any value: a heap for each class. */
export class HeapIndex implements AgentIndex {
  readonly #byClass: readonly ClassHeap[]
  readonly #byAgent: readonly Membership[][]

  constructor(what: Indexable, agents: readonly WorldAgent[], classes: readonly ChatClass[], ledger: Ledger) {
    this.#byAgent = agents.map(() => [])
    this.#byClass = classes.map((chatClass) => {
      const heap = new ClassHeap(what, chatClass, ledger)
      chatClass.agents.forEach(({ index }, place) => this.#byAgent[index]?.push({ heap, place }))
      return heap
    })
  }

  update(agent: WorldAgent): void {
    const memberships = this.#byAgent[agent.index] as Membership[]
    for (let i = 0; i < memberships.length; i++) {
      const { heap, place } = memberships[i] as Membership
      heap.update(agent, place)
    }
  }

  best(chat: SimulatedChat): WorldAgent | undefined {
    return this.#byClass[chat.chatClass.index]?.best(chat)
  }
}
