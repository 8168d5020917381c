import type { AgentId, Chat } from '@pointsman/core'
import type { AgentRecord } from './agent-record.ts'
import type { ChatRecord } from './chat-record.ts'

/** A time to answer, between bounds, of an agent. */
export interface Delay {
  readonly agent: AgentRecord
  readonly lo: number
  readonly hi: number
}

/** So many of each are kept; more would tell little more. */
const mostKept = 50_000

type AgentOf = (id: AgentId) => AgentRecord

/** What came of invitations that were not accepted, as events say or as the next request for the chat shows. */
export class Invitations {
  /** An invitation was seen: whoever is named does not have the chat at once. */
  seen: boolean = false
  /** Times to refuse. */
  readonly refusals: Delay[] = []
  /** Seconds from a request to the next one for the same chat, where the invitation in between was not answered. */
  readonly gaps: number[] = []

  /** The agent refused between so many seconds after the request. */
  refused(agent: AgentRecord, lo: number, hi: number): void {
    this.seen = true
    agent.refused += 1
    if (hi >= 0 && this.refusals.length < mostKept) this.refusals.push({ agent, lo: Math.max(0, lo), hi })
  }

  /**
   * The chat is asked for once more: what came of the invitation before shows in who was invited and who refused. A refusal
   * makes the platform ask again at once where somebody can take the chat.
   */
  askedAgain(record: ChatRecord, chat: Chat, at: number, takable: boolean, agentOf: AgentOf): void {
    const again = record.asks > 0
    const gap = at - record.lastAskedAt
    const refused = this.#newRefusers(record, chat, gap, takable, agentOf) || record.refusedSince
    const fresh = this.#newInvited(record, chat, agentOf)
    if (!again || refused || !record.takable || record.stints > 0) return
    if (!this.seen) return
    const known = inviteeOf(record, fresh, agentOf)
    const stayed = known.filter((agent) => !record.wasRefusedBy(agent.id) && isThere(agent))
    // Who may have been invited once more shares what nobody is known to have left unanswered.
    for (const agent of stayed) agent.expired += 1 / stayed.length
    if (stayed.length > 0 && this.gaps.length < mostKept) this.gaps.push(gap)
  }

  #newRefusers(record: ChatRecord, chat: Chat, gap: number, takable: boolean, agentOf: AgentOf): boolean {
    if (chat.rejectedBy.size <= record.refuserCount) return false
    for (const id of chat.rejectedBy) {
      if (record.wasRefusedBy(id)) continue
      const agent = agentOf(id)
      record.addRefuser(id)
      if (record.asks === 0) continue
      this.refused(agent, takable ? gap : 0, gap)
    }
    return true
  }

  #newInvited(record: ChatRecord, chat: Chat, agentOf: AgentOf): readonly AgentRecord[] {
    if (chat.invited.size <= record.invitedCount) return []
    this.seen = true
    const fresh: AgentRecord[] = []
    for (const id of chat.invited) if (!record.wasInvited(id)) fresh.push(agentOf(id))
    for (const { id } of fresh) record.addInvited(id)
    return fresh
  }
}

/** Who had the invitation that came to nothing: as a snapshot showed, as the list of those invited grew, as was answered. */
function inviteeOf(record: ChatRecord, fresh: readonly AgentRecord[], agentOf: AgentOf): readonly AgentRecord[] {
  const { answer, invitee } = record
  if (invitee !== undefined) return [invitee]
  if (fresh.length > 0) return fresh
  if (answer !== undefined) return [agentOf(answer)]
  return record.invited.map(agentOf)
}

/** An invitation to somebody who went is taken back, and no sign of how they answer. */
function isThere({ presence }: AgentRecord): boolean {
  return presence.stretches.at(-1)?.open === true && Number.isNaN(presence.absentSince)
}
