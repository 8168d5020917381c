import fc from 'fast-check'
import type { Agent, Chat, Request } from '@pointsman/core'
import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'
import { plain } from '../plain.ts'

type Writable<T> = { -readonly [K in keyof T]: T[K] }

export const nothingKept: Law = law({
  id: 'L19',
  title: 'nothing of a request is kept after the answer',
  arbitrary: fc.tuple(questions, questions),
  holds({ newStrategy }, [first, second]) {
    const strategy = newStrategy({ seed: 1 })
    const decision = strategy.decide(first.request, ledgerOf(first))
    const explanation = strategy.explain(first.request, ledgerOf(first))
    const told = plain({ decision, explanation })
    ruin(first.request)
    if (plain({ decision, explanation }) !== told) broken('the answer changed with the request it was given for')
    const later = plain(strategy.explain(second.request, ledgerOf(second)))
    const fresh = plain(newStrategy({ seed: 1 }).explain(second.request, ledgerOf(second)))
    if (later !== fresh) broken(`a later answer is ${later}, and of one who never saw the first request ${fresh}`)
  },
})

/** Makes the request another one, in place, as a simulator's long-lived records become others. */
function ruin(request: Request): void {
  const asked = request as Writable<Request>
  for (const agent of request.agents as Writable<Agent>[]) {
    agent.id = 'ruined'
    agent.capacity = 0
    for (const set of [agent.queues, agent.languages, agent.rejections, agent.chats]) (set as Set<string>).clear()
    ;(agent.skills as Map<string, number>).clear()
  }
  ;(asked.agents as Agent[]).length = 0
  ;(asked.chat as Writable<Chat>).id = 'ruined'
  ;(asked.chat.needs as Map<string, number>).clear()
  asked.at = 0
}
