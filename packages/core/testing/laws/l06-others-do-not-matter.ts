import fc from 'fast-check'
import type { Decision } from '@pointsman/core'
import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'

export const othersDoNotMatter: Law = law({
  id: 'L6',
  title: 'adding an agent who is turned away, or removing one who was not named, changes nothing',
  arbitrary: fc.tuple(questions, fc.nat()),
  holds({ newStrategy }, [question, pick]) {
    const { request } = question
    if (request.agents.length === 0) return
    const left = request.agents[pick % request.agents.length]
    const agents = request.agents.filter((agent) => agent !== left)
    const strategy = newStrategy({ seed: 1 })
    const all = strategy.decide(request, ledgerOf(question))
    if (named(all) === left?.id) return
    const fewer = strategy.decide({ ...request, agents }, ledgerOf(question))
    if (named(all) !== named(fewer)) {
      broken(`names ${named(all)} with ${left?.id} there, who is not named, and ${named(fewer)} without`)
    }
  },
})

/** Adding somebody who is not named and removing them again are one thing, seen from two sides. */
function named(decision: Decision): string | undefined {
  return decision.kind === 'assign' ? decision.agent : undefined
}
