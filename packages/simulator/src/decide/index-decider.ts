import { assign, pass, type Chat, type Decision, type Evaluator, type Instant } from '@pointsman/core'
import type { World, WorldAgent } from '@pointsman/world'
import type { SimulationLedger } from '../ledger/simulation-ledger.ts'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import type { AgentIndex } from './agent-index.ts'
import type { Decider } from './decider.ts'
import { excludes, excludesAny } from './excludes.ts'
import { HeapIndex } from './heap-index.ts'
import type { Indexable } from './indexable.ts'
import { LevelIndex } from './level-index.ts'
import type { Scan } from './scan.ts'

/** Follows the agents of a world and names whom the policy's own scan would name, without asking everybody. */
export class IndexDecider implements Decider, Evaluator {
  readonly needs: 'serving' | 'willing'
  readonly readsLedger: boolean
  readonly #what: Indexable
  /** For chats that were handed on, where the index will not do for them. */
  readonly #scan: Scan | undefined
  readonly #world: World<SimulatedChat>
  readonly #ledger: SimulationLedger
  #index: AgentIndex
  /** Classes that the index knows. */
  #classes: number
  /** Who changed last, which the index does not know yet: often the next question changes them back. */
  #changed: WorldAgent | undefined = undefined

  /** `scan`: of the same strategy. */
  constructor(what: Indexable, world: World<SimulatedChat>, ledger: SimulationLedger, scan: Scan) {
    this.#what = what
    this.#scan = what.scansHandedOn ? scan : undefined
    this.readsLedger = what.readsLedger
    this.needs = what.skipsRefusers ? 'willing' : 'serving'
    this.#world = world
    this.#ledger = ledger
    this.#index = this.#make()
    this.#classes = world.roster.classes.length
  }

  choose(chat: SimulatedChat, at: Instant): WorldAgent | undefined {
    if (this.#scan !== undefined && chat.transfers > 0) return this.#scan.choose(chat, at)
    const changed = this.#changed
    if (changed !== undefined) {
      if (chat.chatClass.available === 1 && this.#isSureOf(changed, chat)) return changed
      this.#changed = undefined
      this.#index.update(changed)
    }
    if (chat.chatClass.index >= this.#classes) {
      this.#index = this.#make()
      this.#classes = this.#world.roster.classes.length
    }
    return this.#index.best(chat)
  }

  changed(agent: WorldAgent): void {
    const before = this.#changed
    if (before === agent) return
    this.#changed = agent
    if (before !== undefined) this.#index.update(before)
  }

  remembered(agent: WorldAgent): void {
    if (this.readsLedger) this.changed(agent)
  }

  /** Whether the agent may have the chat; where only one may, it is theirs, however they rank. */
  #isSureOf(agent: WorldAgent, chat: SimulatedChat): boolean {
    if (!agent.available || excludesAny(this.#what, chat)) return false
    const { classes } = agent
    for (let i = 0; i < classes.length; i++) if (classes[i] === chat.chatClass) return true
    return false
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
  decide(asked: Chat, at: Instant): Decision {
    const chat = asked as SimulatedChat
    const best = this.choose(chat, at)
    if (best !== undefined) return assign(best.id)
    if (this.#world.roster.loggedIn.length === 0) return pass('no-agents')
    const { skipsInvited, skipsRefusers } = this.#what
    const others = { ...this.#what, skipsRefusers: false }
    const refused =
      skipsRefusers &&
      chat.chatClass.agents.some((agent) => agent.available && !(skipsInvited && excludes(others, chat, agent)))
    return pass(refused ? 'all-refused' : 'none-admitted')
  }

  #make(): AgentIndex {
    const { agents, roster } = this.#world
    return (
      LevelIndex.of(this.#what, agents, roster.classes, this.#ledger) ??
      new HeapIndex(this.#what, agents, roster.classes, this.#ledger)
    )
  }
}
