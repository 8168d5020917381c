import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'

export const everybodyOnce: Law = law({
  id: 'L4',
  title: 'every agent is either ranked or turned away, once',
  arbitrary: questions,
  holds({ newStrategy }, question) {
    const { ranking, turnedAway } = newStrategy({ seed: 1 }).explain(question.request, ledgerOf(question))
    const told = [...ranking, ...turnedAway].map(({ agent }) => agent).toSorted()
    const listed = question.request.agents.map(({ id }) => id).toSorted()
    if (told.join('\n') !== listed.join('\n')) broken(`listed ${listed.join(', ')}; told of ${told.join(', ')}`)
  },
})
