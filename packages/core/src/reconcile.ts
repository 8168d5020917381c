import type { Fact } from './fact.ts'
import type { MemoryLedger } from './memory-ledger.ts'
import type { Request } from './model.ts'

/**
 * What a request shows of the answers given before: chats that arrived where they were named, refusals, and that an offer
 * of this very chat came to nothing, or it would not be asked for again.
 */
export function reconcile({ at, chat, agents }: Request, ledger: MemoryLedger): readonly Fact[] {
  const facts: Fact[] = []
  for (const agent of chat.rejectedBy) facts.push({ kind: 'refused', at, chat: chat.id, agent })
  const offered = ledger.reservedFor(chat.id)
  if (offered !== undefined && !chat.rejectedBy.has(offered)) {
    facts.push({ kind: 'unanswered', at, chat: chat.id, agent: offered })
  }
  if (ledger.reservations === 0) return facts
  const open = new Map<string, string[]>()
  for (const [reserved, agent] of ledger.openReservations()) {
    const chats = open.get(agent)
    if (chats === undefined) open.set(agent, [reserved])
    else chats.push(reserved)
  }
  for (const agent of agents) {
    for (const reserved of open.get(agent.id) ?? []) {
      if (agent.rejections.has(reserved)) facts.push({ kind: 'refused', at, chat: reserved, agent: agent.id })
      else if (agent.chats.has(reserved) && reserved !== chat.id) {
        facts.push({ kind: 'shown', at, chat: reserved, agent: agent.id })
      }
    }
  }
  return facts
}
