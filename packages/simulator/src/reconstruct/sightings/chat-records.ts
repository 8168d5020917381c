import type { ChatId } from '@pointsman/core'
import type { AgentRecord } from './agent-record.ts'
import { ChatRecord } from './chat-record.ts'
import { Invitations } from './invitations.ts'
import { RunningMean } from './running-mean.ts'
import { Stint } from './stint.ts'
import { WaitingChats } from './waiting-chats.ts'

/** What a recording told of every chat so far: each change of one is made here. */
export class ChatRecords {
  readonly byId: Map<ChatId, ChatRecord> = new Map()
  readonly invitations: Invitations = new Invitations()
  readonly waiting: WaitingChats = new WaitingChats()
  /** Times to answer that are known so far. */
  readonly answers: RunningMean = new RunningMean()
  /** Chats that waited at the last snapshot. */
  waited: ChatRecord[] = []

  of(id: ChatId): ChatRecord {
    let chat = this.byId.get(id)
    if (chat === undefined) this.byId.set(id, (chat = new ChatRecord(id)))
    return chat
  }

  /** It is known to wait now. */
  waits(chat: ChatRecord, at: number): void {
    chat.waitingAt = at
    chat.signs = undefined
    this.waited.push(chat)
  }

  /** An invitation of the agent's is out. */
  pending(id: ChatId, record: AgentRecord<Stint>, at: number): void {
    const chat = this.of(id)
    chat.invitee = record
    this.waits(chat, at)
    this.invitations.seen = true
  }

  /** The agent has the chat: since an instant between `began`, shown by `shownAt`. */
  begin(
    chat: ChatRecord,
    agent: AgentRecord<Stint>,
    began: readonly [number, number],
    shownAt: number,
    level: number,
  ): void {
    const stint = new Stint(chat, agent, began, shownAt, level)
    agent.held.set(chat.id, stint)
    agent.listing = undefined
    if (chat.asks > 0 && stint.beganExactly) this.answers.add(began[0] - chat.lastAskedAt)
    chat.stints += 1
    if (chat.stint === undefined) {
      chat.stint = stint
      if (chat.asks > 0) agent.accepted += 1
    }
    chat.goneBy = Infinity
    this.waiting.over(chat)
  }

  /** The agent refused the chat that they were invited to, and nobody else could take it. */
  refusedBetween(chat: ChatRecord, agent: AgentRecord<Stint>, from: number, to: number): void {
    this.refusedBy(chat, agent, from, to)
    if (chat.stint === undefined) this.waiting.refused(chat)
  }

  /** The agent refused the chat at an instant between. */
  refusedBy(chat: ChatRecord, agent: AgentRecord<Stint>, lo: number, hi: number): void {
    chat.refusers = [...chat.refusers, agent.id]
    chat.refusedSince = true
    chat.refusedAt = hi
    chat.waitingAt = Math.max(chat.waitingAt, lo)
    this.invitations.refused(agent, lo - chat.lastAskedAt, hi - chat.lastAskedAt)
  }
}
