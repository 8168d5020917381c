import fc from 'fast-check'
import type { AgentId, Fact } from '@pointsman/core'
import { questions, type Question } from '../arbitraries.ts'
import { broken, law, type Law } from '../law.ts'
import { ledgerOf } from '../ledgers.ts'

const byChance = ['lot', 'id']

export const namesDoNotMatter: Law = law({
  id: 'L18',
  title: 'a renaming of ids changes the answer only by the renaming, unless the lot settled it',
  arbitrary: fc.tuple(questions, fc.nat(0xffff)),
  holds({ newStrategy }, [question, salt]) {
    const strategy = newStrategy({ seed: 1 })
    const rename = (id: AgentId): AgentId => `${(id.length * 7919) % (salt + 2)}-${id}-${salt}`
    const before = strategy.explain(question.request, ledgerOf(question))
    const other = renamed(question, rename)
    const after = strategy.explain(other.request, ledgerOf(other))
    if (before.decision.kind !== after.decision.kind)
      broken('renaming turned an answer into a pass, or a pass into an answer')
    if (before.decision.kind === 'pass' || after.decision.kind === 'pass') return
    if (byChance.includes(before.settledBy ?? '')) return
    if (rename(before.decision.agent) !== after.decision.agent) {
      broken(`named ${before.decision.agent}; renamed, ${after.decision.agent}`)
    }
  },
})

function renamed({ request, facts }: Question, rename: (id: AgentId) => AgentId): Question {
  const each = (ids: ReadonlySet<AgentId>): ReadonlySet<AgentId> => new Set([...ids].map(rename))
  const { chat, agents } = request
  return {
    request: {
      ...request,
      chat: {
        ...chat,
        invited: each(chat.invited),
        rejectedBy: each(chat.rejectedBy),
        servedBefore: each(chat.servedBefore),
      },
      agents: agents.map((agent) => ({ ...agent, id: rename(agent.id) })),
    },
    facts: facts.map((fact): Fact => ('agent' in fact ? { ...fact, agent: rename(fact.agent) } : fact)),
  }
}
