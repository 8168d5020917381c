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
  for (const { id, chats, rejections } of agents) {
    // Through what the agent shows, not through what is reserved: that may be thousands in a burst.
    if (ledger.reserved(id) === 0) continue
    for (const refused of rejections) {
      if (ledger.reservedFor(refused) === id) facts.push({ kind: 'refused', at, chat: refused, agent: id })
    }
    for (const shown of chats) {
      if (shown === chat.id || ledger.reservedFor(shown) !== id || rejections.has(shown)) continue
      facts.push({ kind: 'shown', at, chat: shown, agent: id })
    }
  }
  return facts
}
