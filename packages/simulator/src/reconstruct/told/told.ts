import type { AgentId, ChatId, Fact, QueueId } from '@pointsman/core'
import { AgentRecord } from '../sightings/agent-record.ts'
import { ChatTable } from '../sightings/chat-table.ts'
import { OpenStint } from '../sightings/open-stint.ts'
import { ToldChat, type Stay } from './told-chat.ts'

/** An agent whom events name: in which queues they had chats, how many at once, and when they had any. */
export interface ToldAgent {
  readonly record: AgentRecord<OpenStint>
  readonly queues: Set<QueueId>
  /** Stretches with a chat in hand; of the last one the end may be open. */
  readonly busy: { from: number; to: number }[]
}

/**
 * Folds the events of a platform that tells what happened but never asks whom to take (Aivo, Chatlayer), in the order of time:
 * there are no snapshots, so that agents are known by the chats they had alone.
 */
export class Told {
  readonly chats: Map<ChatId, ToldChat> = new Map()
  readonly agents: Map<AgentId, ToldAgent> = new Map()
  readonly #records = new ChatTable()
  facts = 0
  from: number = Infinity
  to: number = -Infinity

  learn(fact: Fact): void {
    this.facts += 1
    this.from = Math.min(this.from, fact.at)
    this.to = Math.max(this.to, fact.at)
    const { at } = fact
    switch (fact.kind) {
      case 'arrived':
        return this.#arrived(this.#chat(fact.chat), fact)
      case 'accepted':
        return this.#accepted(this.#chat(fact.chat), fact)
      case 'transferred':
        return this.#transferred(this.#chat(fact.chat), fact.from, fact.to, at)
      case 'left':
      case 'closed':
        return this.#over(this.#chat(fact.chat), at)
      default:
    }
  }

  /** Nothing more comes. */
  end(): void {
    for (const { record } of this.agents.values()) {
      record.run(this.to)
      for (const stint of record.held.values()) this.#settle(stint, this.to, Infinity)
    }
  }

  #arrived(chat: ToldChat, { at, customer, language, queue }: Extract<Fact, { kind: 'arrived' }>): void {
    // Told again, or in the middle of the conversation, it is no new one.
    if (chat.stays.length > 0) return
    chat.arrivalTold = true
    chat.record.describe({ queue, language, customer }, 0, at)
    chat.stays.push({ queue, calledAt: at, stint: undefined, endedAt: NaN, to: undefined })
  }

  #accepted(chat: ToldChat, { agent: id, at, queue = '' }: Extract<Fact, { kind: 'accepted' }>): void {
    const agent = this.#agent(id)
    const before = chat.present
    if (before?.stint?.agent === agent.record) return
    // Handed from agent to agent within the queue, as nothing told of a transfer.
    if (before?.stint !== undefined) this.#release(before.stint, at)
    const stay = before?.stint === undefined ? before : undefined
    if (before !== undefined && stay === undefined) before.endedAt = at
    const present = stay ?? this.#stay(chat, queue || (before?.queue ?? ''), at)
    if (present.queue === '') present.queue = queue
    const { record } = agent
    record.run(at)
    if (record.held.size === 0) agent.busy.push({ from: at, to: Infinity })
    present.stint = new OpenStint({ id: chat.record.id, lastAskedAt: NaN }, record, [at, at], at, record.held.size + 1)
    record.held.set(chat.record.id, present.stint)
    record.slots = Math.max(record.slots, record.held.size)
    record.accepted += 1
    if (present.queue !== '') agent.queues.add(present.queue)
  }

  #transferred(chat: ToldChat, from: QueueId, to: QueueId, at: number): void {
    const present = chat.present ?? this.#stay(chat, from, NaN)
    if (present.queue === '') {
      present.queue = from
      if (present.stint !== undefined) this.agents.get(present.stint.agent.id)?.queues.add(from)
    }
    this.#finish(present, at, to)
    this.#stay(chat, to, at)
  }

  #over(chat: ToldChat, at: number): void {
    const { present } = chat
    if (present === undefined) return
    this.#finish(present, at, undefined)
  }

  #finish(stay: Stay, at: number, to: QueueId | undefined): void {
    stay.endedAt = at
    stay.to = to
    if (stay.stint !== undefined) this.#release(stay.stint, at)
  }

  #stay(chat: ToldChat, queue: QueueId, calledAt: number): Stay {
    const stay: Stay = { queue, calledAt, stint: undefined, endedAt: NaN, to: undefined }
    chat.stays.push(stay)
    return stay
  }

  #release(stint: OpenStint, at: number): void {
    const agent = this.agents.get(stint.agent.id) as ToldAgent
    agent.record.run(at)
    this.#settle(stint, at, at)
    agent.record.held.delete(stint.chat)
    const last = agent.busy.at(-1)
    if (agent.record.held.size === 0 && last !== undefined) last.to = at
  }

  /** What the clocks have shown since the stint began. */
  #settle(stint: OpenStint, at: number, endedBy: number): void {
    const { agent, exposure } = stint
    stint.exposure = agent.clocks.map((seconds, level) => seconds - (exposure[level] ?? 0))
    stint.open = false
    stint.endedLo = at
    stint.endedHi = endedBy
    stint.lastLevel = agent.held.size
  }

  #chat(id: ChatId): ToldChat {
    let chat = this.chats.get(id)
    if (chat === undefined) this.chats.set(id, (chat = new ToldChat(this.#records.of(id))))
    return chat
  }

  #agent(id: AgentId): ToldAgent {
    let agent = this.agents.get(id)
    if (agent === undefined) {
      agent = { record: new AgentRecord(id, this.agents.size), queues: new Set(), busy: [] }
      this.agents.set(id, agent)
    }
    return agent
  }
}
