import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'
import { plain } from '../plain.ts'

export const inputsUnchanged: Law = law({
  id: 'L7',
  title: 'inputs are not changed',
  arbitrary: questions,
  holds({ newStrategy }, question) {
    const { request } = question
    const ledger = ledgerOf(question)
    const before = plain(request) + plain(ledger.dump())
    const strategy = newStrategy({ seed: 1 })
    strategy.decide(request, ledger)
    strategy.explain(request, ledger)
    if (plain(request) + plain(ledger.dump()) !== before) broken('the request or the ledger is not what it was')
  },
})
