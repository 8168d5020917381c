import { assign, pass, type Decision, type Explanation, type PassReason } from './decision.ts'
import type { Ledger } from './ledger.ts'
import type { Request } from './model.ts'
import { parsePolicy } from './parse-policy.ts'
import { PolicyStrategy, type StrategyOptions } from './policy.ts'
import type { Policy, Strategy } from './strategy.ts'

/**
 * Makes a strategy of what a plug-in exports by default: a strategy, a policy, or a factory of either from options. Its
 * `decide` answers with a `Decision`, the agent's id, or null or `''` for a pass; `explain` may be missing.
 * Throws a TypeError, one line, where it is none of these.
 */
export function adopt(exported: unknown, options: StrategyOptions = {}): Strategy {
  const made: unknown =
    typeof exported === 'function' ? (exported as (options: StrategyOptions) => unknown)(options) : exported
  if (typeof made !== 'object' || made === null) throw wrong(made)
  const { name } = made as { name?: unknown }
  if (typeof name !== 'string' || name === '') throw new TypeError('a plug-in strategy needs a name')
  if ('require' in made && 'prefer' in made) return new PolicyStrategy(policyOf(made), options)
  const { decide } = made as { decide?: unknown }
  if (typeof decide !== 'function') throw wrong(made)
  return new Adopted(name, made as Partial<Strategy> & Pick<Strategy, 'decide'>)
}

/** A policy as code stands as it is; one in names is read as from JSON. Throws a PolicyError. */
function policyOf(made: object): Policy {
  const { require, prefer } = made as { require: unknown; prefer: unknown }
  const asCode = (list: unknown, method: string): boolean =>
    Array.isArray(list) && list.every((one: unknown) => typeof one === 'object' && one !== null && method in one)
  return asCode(require, 'admits') && asCode(prefer, 'key') ? (made as Policy) : parsePolicy(made).policy
}

class Adopted implements Strategy {
  readonly name: string
  readonly #plugin: Partial<Strategy> & Pick<Strategy, 'decide'>

  constructor(name: string, plugin: Partial<Strategy> & Pick<Strategy, 'decide'>) {
    this.name = name
    this.#plugin = plugin
  }

  decide(request: Request, ledger: Ledger): Decision {
    return understood(this.#plugin.decide(request, ledger))
  }

  explain(request: Request, ledger: Ledger): Explanation {
    const own: unknown = this.#plugin.explain?.(request, ledger)
    if (own !== undefined) return explained(own)
    const decision = this.decide(request, ledger)
    const named = decision.kind === 'assign' ? decision.agent : undefined
    return {
      strategy: this.name,
      decision,
      settledBy: named === undefined ? null : 'not-explained',
      runnerUp: null,
      relaxed: [],
      keys: [],
      ranking: named === undefined ? [] : [{ agent: named, keys: [] }],
      turnedAway: request.agents
        .filter(({ id }) => id !== named)
        .map(({ id }) => ({ agent: id, rule: this.name, because: { code: 'not-explained' } })),
    }
  }
}

function explained(own: unknown): Explanation {
  const { decision, ranking, turnedAway, keys } = (own ?? {}) as Partial<Explanation>
  const whole = [ranking, turnedAway, keys].every(Array.isArray) && typeof decision === 'object'
  if (!whole)
    throw new TypeError('explain answers with { decision, ranking, turnedAway, keys, … }; leave it out to go without')
  return own as Explanation
}

function understood(answer: unknown): Decision {
  if (answer === null || answer === undefined || answer === '') return pass('declined')
  if (typeof answer === 'string') return assign(answer)
  if (typeof (answer as { then?: unknown }).then === 'function') {
    throw new TypeError('decide answered with a promise; it must answer at once')
  }
  const { kind, agent } = answer as { kind?: unknown; agent?: unknown }
  if (kind === 'assign' && typeof agent === 'string') return answer as Decision
  if (kind === 'pass') return pass(passReason((answer as { why?: unknown }).why))
  throw new TypeError(`a strategy answers with a decision or an agent's id, not ${JSON.stringify(answer)}`)
}

function passReason(why: unknown): PassReason {
  return why === 'no-agents' || why === 'none-admitted' || why === 'all-refused' ? why : 'declined'
}

function wrong(exported: unknown): TypeError {
  return new TypeError(
    `a plug-in exports by default a strategy ({ name, decide, explain }), a policy ({ name, require, prefer }) or a function that makes one, not ${exported === null ? 'null' : typeof exported}`,
  )
}
