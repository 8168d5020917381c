import { decide } from './decide.ts'
import type { Decision, Explanation } from './decision.ts'
import { explain } from './explain.ts'
import type { Ledger } from './ledger.ts'
import type { Request } from './model.ts'
import { Situation } from './situation.ts'
import { plan, type Plan } from './plan.ts'
import type { Policy, Strategy } from './strategy.ts'

/** How a strategy is made. */
export interface StrategyOptions {
  /** Seeds the lots, 0 by default: the same seed, state and request give the same answer. A whole number. */
  readonly seed?: number
}

/** A strategy that does what a policy says. */
export class PolicyStrategy implements Strategy {
  readonly name: string
  readonly policy: Policy
  readonly #plan: Plan
  readonly seed: number

  constructor(policy: Policy, options: StrategyOptions = {}) {
    this.name = policy.name
    this.policy = policy
    this.#plan = plan(policy)
    this.seed = options.seed ?? 0
  }

  decide(request: Request, ledger: Ledger): Decision {
    return decide(this.#plan, new Situation(request, ledger, this.seed))
  }

  explain(request: Request, ledger: Ledger): Explanation {
    return explain(this.#plan, new Situation(request, ledger, this.seed))
  }
}
