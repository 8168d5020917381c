import { Router, type Request } from '@pointsman/core'
import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'

export const allRefused: Law = law({
  id: 'L16',
  title: 'when all refused, the declared policy applies: no ping-pong, no crash',
  arbitrary: questions,
  holds({ newStrategy }, question) {
    const router = new Router(newStrategy({ seed: 1 }), ledgerOf(question))
    const refused = new Set(question.request.chat.rejectedBy)
    for (let round = 0; round <= question.request.agents.length + 1; round++) {
      const request: Request = {
        ...question.request,
        id: `round-${round}`,
        at: question.request.at + round,
        chat: { ...question.request.chat, rejectedBy: new Set(refused) },
      }
      const { decision, explanation } = router.route(request, { explain: true })
      if (decision.kind === 'pass') return
      const askedAgain = explanation?.relaxed.includes('has-not-rejected') === true
      if (askedAgain) return
      if (refused.has(decision.agent)) broken(`${decision.agent} refused and was named again`)
      refused.add(decision.agent)
    }
    broken('everybody has refused, and still somebody is named')
  },
})
