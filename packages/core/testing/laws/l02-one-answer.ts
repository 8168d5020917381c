import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'
import { plain } from '../plain.ts'

export const oneAnswer: Law = law({
  id: 'L2',
  title: 'explain gives the answer that decide gives',
  arbitrary: questions,
  holds({ newStrategy }, question) {
    const strategy = newStrategy({ seed: 1 })
    const decided = plain(strategy.decide(question.request, ledgerOf(question)))
    const explained = plain(strategy.explain(question.request, ledgerOf(question)).decision)
    if (decided !== explained) broken(`decide says ${decided}, explain says ${explained}`)
  },
})
