import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'

export const onlyListed: Law = law({
  id: 'L1',
  title: 'only a listed agent is named',
  arbitrary: questions,
  holds({ newStrategy }, question) {
    const { request } = question
    const decision = newStrategy({ seed: 1 }).decide(request, ledgerOf(question))
    if (decision.kind === 'pass') return
    if (!request.agents.some(({ id }) => id === decision.agent)) broken(`named ${decision.agent}, who is not listed`)
  },
})
