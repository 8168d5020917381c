import type { Fact } from './fact.ts'
import type { MemoryLedger } from './memory-ledger.ts'
import type { Request } from './model.ts'

/**
 * What a request shows of the answers given before: chats that arrived, with whomever; refusals; and that an offer of this
 * very chat came to nothing, or it would not be asked for again.
 */
export function reconcile({ at, chat, agents }: Request, ledger: MemoryLedger): readonly Fact[] {
  const facts: Fact[] = []
  for (const agent of chat.rejectedBy) facts.push({ kind: 'refused', at, chat: chat.id, agent })
  const offered = ledger.offeredTo(chat.id)
  if (offered !== undefined && !chat.rejectedBy.has(offered)) {
    const refused = agents.some(({ id, rejections }) => id === offered && rejections.has(chat.id))
    const had = chat.servedBefore.has(offered) ? 'left' : 'unanswered'
    facts.push({ kind: refused ? 'refused' : had, at, chat: chat.id, agent: offered })
  }
  if (ledger.outOfSight === 0) return facts
  for (const { id, chats, rejections } of agents) {
    // Whoever the chat shows with: the platform may have given it to somebody else than we named, or where we named nobody.
    for (const shown of chats) {
      if (shown !== chat.id && ledger.isOutOfSight(shown)) {
        facts.push({ kind: 'shown', at, chat: shown, agent: id })
      }
    }
    if (ledger.reserved(id) === 0) continue
    for (const refused of rejections) {
      if (refused !== chat.id && ledger.reservedFor(refused) === id) {
        facts.push({ kind: 'refused', at, chat: refused, agent: id })
      }
    }
  }
  return facts
}
