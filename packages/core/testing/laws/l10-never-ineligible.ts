import { Situation } from '@pointsman/core'
import { questions } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'

export const neverIneligible: Law = law({
  id: 'L10',
  title: 'never an agent who is offline, full, outside the queue or language, or who rejected the chat',
  arbitrary: questions,
  holds({ newStrategy }, question) {
    const { request } = question
    const { chat } = request
    const ledger = ledgerOf(question)
    const decision = newStrategy({ seed: 1 }).decide(request, ledger)
    const agent = decision.kind === 'assign' ? request.agents.find(({ id }) => id === decision.agent) : undefined
    if (agent === undefined) return
    const free = new Situation(request, ledger, 0).free(agent)
    if (agent.status !== 'online') broken(`${agent.id} is ${agent.status}`)
    if (free < 1) broken(`${agent.id} has ${free} free slots, reservations counted`)
    if (chat.queue !== '' && !agent.queues.has(chat.queue)) broken(`${agent.id} does not serve ${chat.queue}`)
    const speaks = agent.languages.size === 0 || agent.languages.has(chat.language)
    if (chat.language !== '' && !speaks) broken(`${agent.id} does not speak ${chat.language}`)
    if (chat.rejectedBy.has(agent.id) || agent.rejections.has(chat.id)) broken(`${agent.id} rejected the chat`)
  },
})
