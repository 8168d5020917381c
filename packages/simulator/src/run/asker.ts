import { builtin, type Strategy } from '@pointsman/core'
import type { World, WorldAgent } from '@pointsman/world'
import { deciderFor } from '../decide/decider-for.ts'
import type { Decider } from '../decide/decider.ts'
import { Scan } from '../decide/scan.ts'
import type { SimulationLedger } from '../ledger/simulation-ledger.ts'
import type { Audience } from '../observe/audience.ts'
import type { SimulatedChat } from './simulated-chat.ts'

/** Stands where the webhook stands: asks the strategy, and after a pass or an invalid answer the platform's own default. */
export class Asker {
  readonly decider: Decider
  readonly #platform: Decider
  readonly #world: World<SimulatedChat>
  /** The ledger, where it is to be written: nobody but the strategy reads it, and not every strategy does. */
  readonly memory: SimulationLedger | undefined
  readonly #audience: Audience | undefined

  constructor(
    strategy: Strategy,
    world: World<SimulatedChat>,
    ledger: SimulationLedger,
    audience: Audience | undefined,
    options: { readonly scan?: boolean | undefined; readonly seed: number },
  ) {
    this.#world = world
    this.#audience = audience
    this.decider = options.scan === true ? new Scan(strategy, world, ledger) : deciderFor(strategy, world, ledger)
    this.memory = this.decider.readsLedger ? ledger : undefined
    const usual = builtin('most-free-capacity', { seed: options.seed }) as Strategy
    this.#platform = new Scan(usual, world, ledger)
  }

  /** Whom the platform takes for the chat: the agent named, or its own choice, or nobody. */
  ask(chat: SimulatedChat, at: number): WorldAgent | undefined {
    const { decider } = this
    if (this.#audience !== undefined) return this.#askOpenly(this.#audience, chat, at)
    // The same gate, but for questions that are known to come to nothing.
    const inVain = decider.needs === 'anybody' ? !this.#isPosted(chat) : chat.chatClass.available === 0
    return inVain ? undefined : this.#taken(chat, decider.choose(chat, at), at)
  }

  /** Whether the webhook is asked: when the chat arrives or was handed on, and again whenever somebody might take it. */
  #isPosted(chat: SimulatedChat): boolean {
    if (chat.asked === chat.askedBefore + 1) return true
    switch (this.decider.needs) {
      case 'anybody':
        return this.#world.roster.anybodyAvailable
      case 'serving':
        return chat.chatClass.available > 0
      case 'willing':
        return this.#world.mayBeTaken(chat)
    }
  }

  #askOpenly(audience: Audience, chat: SimulatedChat, at: number): WorldAgent | undefined {
    if (!this.#isPosted(chat)) return undefined
    audience.asked(this.#world.requestFor(chat, at))
    const named = this.decider.choose(chat, at)
    const taken = this.#taken(chat, named, at)
    audience.answered(chat, named, taken, at)
    return taken
  }

  #taken(chat: SimulatedChat, named: WorldAgent | undefined, at: number): WorldAgent | undefined {
    if (named !== undefined) {
      if (this.memory !== undefined) this.memory.named(named, at)
      chat.named += 1
      if (named.available) return named
    }
    return this.#world.mayBeTaken(chat) ? this.#platform.choose(chat, at) : undefined
  }
}
