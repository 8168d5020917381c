import fc from 'fast-check'
import type { Agent } from '@pointsman/core'
import { agents, questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'
import { plain } from '../plain.ts'

export const evaluatorEqualsScan: Law = law({
  id: 'L13',
  title: 'an evaluator that follows a roster equals the scan after every step',
  arbitrary: fc.tuple(questions, agents, fc.array(fc.nat(), { maxLength: 20 })),
  applies: ({ newEvaluator }) => newEvaluator !== undefined,
  holds({ newStrategy, newEvaluator }, [question, others, steps]) {
    const { request } = question
    const ledger = ledgerOf(question)
    const strategy = newStrategy({ seed: 1 })
    const evaluator = newEvaluator?.({ seed: 1 })
    if (evaluator === undefined) return
    const roster = new Map<string, Agent>()
    const ask = (): void => {
      const scanned = plain(strategy.decide({ ...request, agents: [...roster.values()] }, ledger))
      const followed = plain(evaluator.decide(request.chat, request.at, ledger))
      if (scanned !== followed) broken(`the scan says ${scanned}, the evaluator ${followed}`)
    }
    ask()
    const states = [...request.agents, ...others]
    for (const step of steps) {
      const state = states[step % Math.max(1, states.length)]
      if (state === undefined) break
      const present = roster.get(state.id)
      if (present === undefined) {
        const entering = { ...state }
        roster.set(state.id, entering)
        evaluator.enter(entering)
      } else if (step % 3 === 0) {
        roster.delete(state.id)
        evaluator.leave(present)
      } else {
        // Agents are long-lived records that change in place.
        Object.assign(present, state)
        evaluator.change(present)
      }
      ask()
    }
  },
})
