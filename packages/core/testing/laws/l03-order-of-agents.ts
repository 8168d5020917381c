import fc from 'fast-check'
import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'
import { plain } from '../plain.ts'

export const orderOfAgents: Law = law({
  id: 'L3',
  title: 'the order of the agents does not matter',
  arbitrary: fc.tuple(questions, fc.nat(), fc.boolean()),
  holds({ newStrategy }, [question, turn, backwards]) {
    const { request } = question
    const by = request.agents.length === 0 ? 0 : turn % request.agents.length
    const turned = [...request.agents.slice(by), ...request.agents.slice(0, by)]
    const agents = backwards ? turned.toReversed() : turned
    const strategy = newStrategy({ seed: 1 })
    const before = strategy.explain(request, ledgerOf(question))
    const after = strategy.explain({ ...request, agents }, ledgerOf(question))
    const decided = strategy.decide({ ...request, agents }, ledgerOf(question))
    if (plain(before.decision) !== plain(after.decision) || plain(before.decision) !== plain(decided)) {
      broken(`said ${plain(before.decision)}, and of the same agents in another order ${plain(decided)}`)
    }
    if (plain(before.ranking) !== plain(after.ranking)) broken('ranked the same agents otherwise in another order')
  },
})
