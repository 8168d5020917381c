import type { ChatId } from '@pointsman/core'
import type { AgentRecord } from './agent-record.ts'
import type { ChatRecord } from './chat-record.ts'
import { ChatTable } from './chat-table.ts'
import { Invitations } from './invitations.ts'
import { OpenStint } from './open-stint.ts'
import { RunningMean } from './running-mean.ts'
import { WaitingChats } from './waiting-chats.ts'

/** What a recording told of every chat so far: each change of one is made here. */
export class ChatRecords {
  readonly table: ChatTable = new ChatTable()
  readonly invitations: Invitations = new Invitations()
  readonly waiting: WaitingChats = new WaitingChats(this.table)
  /** Times to answer that are known so far. */
  readonly answers: RunningMean = new RunningMean()
  /** Chats that waited at the last snapshot. */
  waited: ChatRecord[] = []

  of(id: ChatId): ChatRecord {
    return this.table.of(id)
  }

  /** It is known to wait now. */
  waits(chat: ChatRecord, at: number): void {
    chat.waitingAt = at
    chat.signs = undefined
    this.waited.push(chat)
  }

  /** An invitation of the agent's is out. */
  pending(id: ChatId, record: AgentRecord<OpenStint>, at: number): void {
    const chat = this.of(id)
    chat.invites(record)
    this.waits(chat, at)
    this.invitations.seen = true
  }

  /** The agent has the chat: since an instant between `began`, shown by `shownAt`. */
  begin(
    chat: ChatRecord,
    agent: AgentRecord<OpenStint>,
    began: readonly [number, number],
    shownAt: number,
    level: number,
  ): void {
    const { asks, lastAskedAt, stints } = chat
    agent.held.set(chat.id, new OpenStint(chat, agent, began, shownAt, level))
    agent.listing = undefined
    if (asks > 0 && began[0] === began[1]) this.answers.add(began[0] - lastAskedAt)
    chat.begins(agent)
    if (stints === 0 && asks > 0) agent.accepted += 1
    chat.goneBy = Infinity
    this.waiting.over(chat)
  }

  /** It is known when the stint ended. */
  release(stint: OpenStint, at: number): void {
    stint.release(at)
    this.keep(stint)
  }

  /** The stint is over, and nothing more will be known of it. */
  keep(stint: OpenStint): void {
    this.of(stint.chat).keeps(stint)
  }

  /** The agent refused the chat that they were invited to, and nobody else could take it. */
  refusedBetween(chat: ChatRecord, agent: AgentRecord<OpenStint>, from: number, to: number): void {
    this.refusedBy(chat, agent, from, to)
    if (chat.stints === 0) this.waiting.refused(chat)
  }

  /** The agent refused the chat at an instant between. */
  refusedBy(chat: ChatRecord, agent: AgentRecord<OpenStint>, lo: number, hi: number): void {
    chat.addRefuser(agent.id)
    chat.refusedBy(hi)
    chat.waitingAt = Math.max(chat.waitingAt, lo)
    this.invitations.refused(agent, lo - chat.lastAskedAt, hi - chat.lastAskedAt)
  }
}
