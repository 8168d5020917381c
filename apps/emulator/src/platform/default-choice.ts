import { builtin, unheardOf, type Ledger, type Strategy } from '@pointsman/core'
import type { World, WorldAgent, WorldChat } from '@pointsman/world'

/** The platform's own algorithm: whoever has the most free capacity slots. */
export class DefaultChoice {
  readonly #strategy: Strategy
  #offers = 0
  /** It remembers nobody; only the lot has to know how often the chat was offered, so as not to draw the same for ever. */
  readonly #ledger: Ledger = {
    agent: () => unheardOf,
    reserved: () => 0,
    offers: () => this.#offers,
    hasServed: () => false,
    mostReserved: 0,
    virtualTime: 0,
  }

  /** `seed` settles ties, which the documents leave open. */
  constructor(seed: number) {
    this.#strategy = builtin('most-free-capacity', { seed }) as Strategy
  }

  choose(world: World, chat: WorldChat, at: number): WorldAgent | undefined {
    if (!world.mayBeTaken(chat)) return undefined
    this.#offers = chat.attempts
    const decision = this.#strategy.decide(world.requestFor(chat, at), this.#ledger)
    return decision.kind === 'assign' ? world.agent(decision.agent) : undefined
  }
}
