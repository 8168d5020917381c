import { pass, type Decision, type Explanation } from './decision.ts'
import type { Fact } from './fact.ts'
import { MemoryLedger } from './memory-ledger.ts'
import type { Agent, Request } from './model.ts'
import { reconcile } from './reconcile.ts'
import type { Strategy } from './strategy.ts'

/** What came of one question. */
export interface Routed {
  readonly decision: Decision
  /** The same delivery was answered before: it got that answer again, and nothing was remembered of it. */
  readonly repeated: boolean
  /** Where it was asked for, and the request is not a repeat. */
  readonly explanation?: Explanation
}

/**
 * Puts questions to a strategy and is the only writer of its ledger: to name is not to have, so what was named is
 * reserved until the platform shows it; asked twice, it answers alike.
 */
export class Router {
  readonly strategy: Strategy
  readonly ledger: MemoryLedger

  constructor(strategy: Strategy, ledger: MemoryLedger = new MemoryLedger()) {
    this.strategy = strategy
    this.ledger = ledger
  }

  /** Answers the request and remembers the answer. */
  route(request: Request, options: { readonly explain?: boolean } = {}): Routed {
    const { ledger, strategy } = this
    const before = ledger.answered(request.id)
    if (before !== undefined) return { decision: before, repeated: true }
    this.#catchUp(request)
    const explanation = options.explain === true ? strategy.explain(request, ledger) : undefined
    const proposed = explanation?.decision ?? strategy.decide(request, ledger)
    const named = proposed.kind === 'assign' ? listed(request, proposed.agent) : undefined
    const decision = proposed.kind === 'assign' ? (named ? proposed : pass('not-listed')) : proposed
    const { at, chat } = request
    if (named === undefined) ledger.record({ kind: 'passed', at, chat: chat.id, customer: chat.customer })
    else {
      const { id: agent, weight } = named
      ledger.record({ kind: 'named', at, chat: chat.id, agent, customer: chat.customer, weight })
    }
    ledger.remember(request.id, at, decision)
    if (explanation === undefined) return { decision, repeated: false }
    if (decision === proposed) return { decision, repeated: false, explanation }
    return { decision, repeated: false, explanation: { ...explanation, decision, settledBy: null, runnerUp: null } }
  }

  /** Explains what would be answered now, and remembers nothing but what the request itself shows. */
  explain(request: Request): Explanation {
    this.#catchUp(request)
    return this.strategy.explain(request, this.ledger)
  }

  /** Takes in what happened. */
  learn(fact: Fact): void {
    this.ledger.advance(fact.at)
    this.ledger.record(fact)
  }

  #catchUp(request: Request): void {
    this.ledger.advance(request.at)
    for (const fact of reconcile(request, this.ledger)) this.ledger.record(fact)
    this.ledger.heed(request)
  }
}

function listed(request: Request, id: string): Agent | undefined {
  return request.agents.find((agent) => agent.id === id)
}
