import { assign, pass, type Chat, type Decision, type Evaluator, type Instant } from '@pointsman/core'
import type { ChatClass, World, WorldAgent } from '@pointsman/world'
import type { SimulationLedger } from '../ledger/simulation-ledger.ts'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import type { ClassIndex } from './class-index.ts'
import type { Decider } from './decider.ts'
import { excludes } from './excludes.ts'
import { HeapIndex } from './heap-index.ts'
import type { Indexable } from './indexable.ts'
import { LevelIndex } from './level-index.ts'
import { levels } from './levels.ts'

/** An agent's place in the index of a class. */
interface Membership {
  readonly index: ClassIndex
  readonly place: number
}

/** Follows the agents of a world and names whom the policy's own scan would name, without asking everybody. */
export class IndexDecider implements Decider, Evaluator {
  readonly needsSomebody: boolean = true
  readonly #what: Indexable
  readonly #world: World<SimulatedChat>
  readonly #ledger: SimulationLedger
  readonly #byClass: ClassIndex[] = []
  readonly #byAgent: Membership[][]

  constructor(what: Indexable, world: World<SimulatedChat>, ledger: SimulationLedger) {
    this.#what = what
    this.#world = world
    this.#ledger = ledger
    this.#byAgent = world.agents.map(() => [])
  }

  choose(chat: SimulatedChat): WorldAgent | undefined {
    const { chatClass } = chat
    const index = this.#byClass[chatClass.index] ?? this.#follow(chatClass)
    return index.best(chat)
  }

  changed(agent: WorldAgent): void {
    const memberships = this.#byAgent[agent.index] as Membership[]
    for (let i = 0; i < memberships.length; i++) {
      const { index, place } = memberships[i] as Membership
      index.update(agent, place)
    }
  }

  enter(agent: WorldAgent): void {
    this.changed(agent)
  }

  change(agent: WorldAgent): void {
    this.changed(agent)
  }

  leave(agent: WorldAgent): void {
    this.changed(agent)
  }

  /** The answer with the reason for a pass, as the policy's own `decide` gives it. */
  decide(asked: Chat, _at: Instant): Decision {
    const chat = asked as SimulatedChat
    const best = this.choose(chat)
    if (best !== undefined) return assign(best.id)
    if (this.#world.roster.loggedIn.length === 0) return pass('no-agents')
    const { skipsInvited, skipsRefusers } = this.#what
    const others = { ...this.#what, skipsRefusers: false }
    const refused =
      skipsRefusers &&
      chat.chatClass.agents.some((agent) => agent.available && !(skipsInvited && excludes(others, chat, agent)))
    return pass(refused ? 'all-refused' : 'none-admitted')
  }

  #follow(chatClass: ChatClass): ClassIndex {
    const found = levels(this.#what, chatClass, this.#ledger)
    const index =
      found === undefined
        ? new HeapIndex(this.#what, chatClass, this.#ledger)
        : new LevelIndex(this.#what, chatClass, found)
    this.#byClass[chatClass.index] = index
    chatClass.agents.forEach((agent, place) => this.#byAgent[agent.index]?.push({ index, place }))
    return index
  }
}
