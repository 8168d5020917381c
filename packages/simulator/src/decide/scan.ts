import { PolicyStrategy, rules, type Instant, type Strategy } from '@pointsman/core'
import type { World, WorldAgent } from '@pointsman/world'
import type { SimulationLedger } from '../ledger/simulation-ledger.ts'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import type { Decider } from './decider.ts'

/** Asks the strategy as the webhook would, about everybody who is logged in. Serves every strategy. */
export class Scan implements Decider {
  readonly needs: Decider['needs']
  readonly readsLedger: boolean = true
  readonly #strategy: Strategy
  readonly #world: World<SimulatedChat>
  readonly #ledger: SimulationLedger

  constructor(strategy: Strategy, world: World<SimulatedChat>, ledger: SimulationLedger) {
    this.#strategy = strategy
    this.#world = world
    this.#ledger = ledger
    this.needs = needsOf(strategy)
  }

  choose(chat: SimulatedChat, at: Instant): WorldAgent | undefined {
    this.#ledger.asked = chat
    const decision = this.#strategy.decide(this.#world.requestFor(chat, at), this.#ledger)
    return decision.kind === 'assign' ? this.#world.agent(decision.agent) : undefined
  }

  changed(): void {}

  remembered(): void {}
}

/** Only of a policy is it known whether it always keeps to what the platform's own rules allow. */
function needsOf(strategy: Strategy): Decider['needs'] {
  if (!(strategy instanceof PolicyStrategy)) return 'anybody'
  const { require, relax = [], whenAllRefused } = strategy.policy
  const keeps = (name: string): boolean => require.includes(rules[name]?.make({}) as never)
  if (relax.length > 0 || !platformRules.every(keeps)) return 'anybody'
  return keeps('has-not-rejected') && whenAllRefused !== 'ask-again' ? 'willing' : 'serving'
}

const platformRules = ['online', 'has-capacity', 'serves-queue', 'speaks-language']
