import { Router } from '@pointsman/core'
import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'
import { plain } from '../plain.ts'

export const askedTwice: Law = law({
  id: 'L9',
  title: 'a repeated request gets the same answer and moves no turn',
  arbitrary: questions,
  holds({ newStrategy }, question) {
    const strategy = newStrategy({ seed: 1 })
    const ledger = ledgerOf(question)
    const once = plain(strategy.decide(question.request, ledger))
    const twice = plain(strategy.decide(question.request, ledger))
    if (once !== twice) broken(`the same question of the same ledger: first ${once}, then ${twice}`)
    const router = new Router(strategy, ledger)
    const routed = plain(router.route(question.request).decision)
    const remembered = plain(ledger.dump())
    const again = router.route(question.request)
    if (plain(again.decision) !== routed) broken(`delivered twice: first ${routed}, then ${plain(again.decision)}`)
    if (!again.repeated || plain(ledger.dump()) !== remembered) broken('the repeated delivery was remembered')
  },
})
