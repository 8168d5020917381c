import { Situation, type Agent } from '@pointsman/core'
import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'

export const neverIneligible: Law = law({
  id: 'L10',
  title:
    'never an agent who is offline, full, outside the queue or language, or who rejected the chat, unless the policy says so by name',
  arbitrary: questions,
  holds({ newStrategy }, question) {
    const { request } = question
    const ledger = ledgerOf(question)
    const strategy = newStrategy({ seed: 1 })
    const decision = strategy.decide(request, ledger)
    const agent = decision.kind === 'assign' ? request.agents.find(({ id }) => id === decision.agent) : undefined
    if (agent === undefined) return
    const relaxed = new Set(strategy.explain(request, ledger).relaxed)
    for (const [rule, fault] of faults(agent, new Situation(request, ledger, 0))) {
      if (!relaxed.has(rule)) broken(`${agent.id} ${fault}, and ${rule} is not relaxed`)
    }
  },
})

/** What is wrong with the agent, by the rule that a policy would have to drop for it. */
function faults(agent: Agent, situation: Situation): readonly (readonly [rule: string, fault: string])[] {
  const { chat } = situation
  const free = situation.free(agent)
  const speaks = agent.languages.size === 0 || agent.languages.has(chat.language)
  const found: (readonly [string, string])[] = []
  if (agent.status !== 'online') found.push(['online', `is ${agent.status}`])
  if (free < 1) found.push(['has-capacity', `has ${free} free slots, reservations counted`])
  if (chat.queue !== '' && !agent.queues.has(chat.queue)) found.push(['serves-queue', `does not serve ${chat.queue}`])
  if (chat.language !== '' && !speaks) found.push(['speaks-language', `does not speak ${chat.language}`])
  if (chat.rejectedBy.has(agent.id) || agent.rejections.has(chat.id))
    found.push(['has-not-rejected', 'rejected the chat'])
  return found
}
