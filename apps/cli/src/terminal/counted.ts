import type { Decision, Strategy } from '@pointsman/core'

/** The strategy as it is, whose answers that name somebody are counted. */
export function counted(strategy: Strategy, onNamed: () => void): Strategy {
  const seen = (decision: Decision): void => {
    if (decision.kind === 'assign') onNamed()
  }
  return {
    name: strategy.name,
    decide: (request, ledger) => {
      const decision = strategy.decide(request, ledger)
      seen(decision)
      return decision
    },
    explain: (request, ledger) => {
      const explanation = strategy.explain(request, ledger)
      seen(explanation.decision)
      return explanation
    },
  }
}
