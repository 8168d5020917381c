import type { Decision, Explanation } from './decision.ts'
import { pass } from './decision.ts'
import type { Ledger } from './ledger.ts'
import type { Request } from './model.ts'
import type { Strategy } from './strategy.ts'

/**
 * Asks one strategy after another until one names somebody; passes as the last one does. The explanation is that of the
 * strategy whose answer counts, under this one's name.
 */
export function firstOf(name: string, strategies: readonly [Strategy, ...Strategy[]]): Strategy {
  return {
    name,
    decide(request: Request, ledger: Ledger): Decision {
      let decision = pass('declined')
      for (const strategy of strategies) {
        decision = strategy.decide(request, ledger)
        if (decision.kind === 'assign') break
      }
      return decision
    },
    explain(request: Request, ledger: Ledger): Explanation {
      const decides = strategies.find((strategy) => strategy.decide(request, ledger).kind === 'assign')
      const explanation = (decides ?? (strategies.at(-1) as Strategy)).explain(request, ledger)
      return { ...explanation, strategy: name, decidedBy: explanation.strategy }
    },
  }
}
