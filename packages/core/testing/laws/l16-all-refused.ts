import { Router, type AgentId, type Chat, type ChatId, type Request } from '@pointsman/core'
import { questions, type Question } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'

export const allRefused: Law = law({
  id: 'L16',
  title: 'when all refused, the declared policy applies: no ping-pong, no crash',
  arbitrary: questions,
  holds({ newStrategy }, question) {
    const router = new Router(newStrategy({ seed: 1 }), ledgerOf(question))
    const refused = new Set(question.request.chat.rejectedBy)
    for (const { id, rejections } of question.request.agents) {
      if (rejections.has(question.request.chat.id)) refused.add(id)
    }
    for (let round = 0; round <= question.request.agents.length + 1; round++) {
      const { decision, explanation } = router.route(asked(question, round, refused), { explain: true })
      const again = explanation?.relaxed.includes('has-not-rejected') === true
      const free = unrefused(question, round, router)
      const left = free.filter((id) => !refused.has(id))
      if (again && left.length > 0) broken(`asks again who refused, while ${left[0]} has not`)
      if (again) return
      if (decision.kind === 'pass') {
        if (left.length > 0) broken(`passes once somebody refused, while ${left[0]} could have the chat`)
        if (decision.why === 'all-refused' && free.length === 0) broken('says that all refused, and nobody would do')
        if (decision.why === 'none-admitted' && free.length > 0) broken('says that nobody would do, and all refused')
        return
      }
      if (refused.has(decision.agent)) broken(`${decision.agent} refused and was named again`)
      refused.add(decision.agent)
    }
    broken('everybody has refused, and still somebody is named')
  },
})

function asked({ request }: Question, round: number, rejectedBy: ReadonlySet<AgentId>): Request {
  const chat: Chat = { ...request.chat, rejectedBy: new Set(rejectedBy) }
  return { ...request, id: `round-${round}`, at: request.at + round, chat }
}

/** Who could have the chat if nobody had refused it. */
function unrefused(question: Question, round: number, router: Router): readonly AgentId[] {
  const request = asked(question, round, new Set())
  const agents = request.agents.map((agent) => ({ ...agent, rejections: new Set<ChatId>() }))
  return router.strategy.explain({ ...request, agents }, router.ledger).ranking.map(({ agent }) => agent)
}
