import type { Agent, AgentId, ChatId, Fact, QueueId, Request } from '@pointsman/core'
import { AgentRecord } from './agent-record.ts'
import { canServe } from './can-serve.ts'
import type { ChatRecord } from './chat-record.ts'
import { ChatRecords } from './chat-records.ts'
import type { ChatTable } from './chat-table.ts'
import { Holes } from './holes.ts'
import type { Invitations } from './invitations.ts'
import { Looks } from './looks.ts'
import type { OpenStint } from './open-stint.ts'
import type { Signs } from './signs.ts'

/**
 * Folds what a recording says, in the order of time, into one record for each chat and each agent. What it is given is read
 * during the call only, and memory grows with chats and agents, not with requests.
 */
export class Sightings {
  readonly agents: Map<AgentId, AgentRecord<OpenStint>> = new Map()
  readonly holes: Holes = new Holes()
  readonly #chats = new ChatRecords()
  readonly #looks = new Looks(this.#chats)
  /** Seconds between two requests for one chat of which the first found nobody. */
  readonly retries: number[] = []
  requests = 0
  facts = 0
  /** The first and the last instant. */
  from: number = Infinity
  to: number = -Infinity
  /** Chats that waited with nobody to take them and were asked for again. */
  askedAgain = 0
  #listed: AgentRecord<OpenStint>[] = []

  get chats(): ChatTable {
    return this.#chats.table
  }

  get invitations(): Invitations {
    return this.#chats.invitations
  }

  /** Somebody was listed who was full, paused or away: everybody logged in is. */
  get listsUnavailable(): boolean {
    return this.#looks.listsUnavailable
  }

  /** A request, and what was answered where the recording says so. */
  ask(request: Request, answer?: AgentId | null): void {
    const { at, agents } = request
    this.#time(at)
    this.#list(agents, at, request.chat.id)
    this.holes.request(at, this.#listed)
    this.#ask(request, answer)
    this.requests += 1
  }

  /** What happened. */
  learn(facts: readonly Fact[]): void {
    for (const fact of facts) {
      this.#time(fact.at)
      this.facts += 1
      switch (fact.kind) {
        case 'accepted':
          this.#accepted(this.#chats.of(fact.chat), this.#agent(fact.agent), fact.at)
          break
        case 'refused':
          this.#refused(this.#chats.of(fact.chat), this.#agent(fact.agent), fact.at)
          break
        case 'left':
          this.#left(this.#chats.of(fact.chat), this.#agent(fact.agent), fact.at)
          break
        case 'transferred':
          this.#handedOn(this.#chats.of(fact.chat), fact.at)
          break
        case 'closed':
          this.#closed(this.#chats.of(fact.chat), fact.at)
          break
        default:
      }
    }
  }

  /** Nothing more comes. */
  end(): void {
    for (const agent of this.agents.values()) {
      // Where everybody logged in is listed, who is not is gone, and their chats with them.
      const gone = this.listsUnavailable ? agent.presence.absentSince : NaN
      for (const stint of agent.held.values()) {
        stint.settle(Math.max(agent.seenAt, stint.beganHi), agent.held.size)
        stint.endedHi = Number.isNaN(gone) ? Infinity : gone
        this.#chats.keep(stint)
      }
      agent.presence.end()
    }
  }

  #time(at: number): void {
    if (at < this.from) this.from = at
    if (at > this.to) this.to = at
  }

  #list(agents: readonly Agent[], at: number, asked: ChatId): void {
    const snapshot = this.requests
    const waited = this.#chats.waited
    for (const chat of waited) chat.lookedAt = at
    this.#chats.waited = []
    const listed: AgentRecord<OpenStint>[] = []
    let stayed = 0
    for (let i = 0; i < agents.length; i++) {
      const agent = agents[i] as Agent
      const record = this.#agent(agent.id)
      const { presence } = record
      if (presence.snapshot === snapshot - 1) stayed += 1
      presence.snapshot = snapshot
      listed.push(record)
      this.#looks.see(agent, record, at, asked)
    }
    if (stayed < this.#listed.length) {
      for (const record of this.#listed) if (record.presence.snapshot !== snapshot) record.presence.absentSince = at
    }
    this.#listed = listed
    // Whoever took one of them may be listed after whoever refused it.
    for (const chat of this.#looks.alive) if (chat.stints === 0) this.#chats.waits(chat, at)
    this.#looks.alive.length = 0
    if (this.#looks.timesAreShown) {
      for (const chat of waited) {
        if (mayBeOver(chat, at) && chat.id !== asked) chat.signs = this.#signsOf(chat)
      }
    }
    this.#looks.previousAt = at
  }

  /** What those did who may have been invited to a chat that is no longer to be seen. */
  #signsOf(chat: ChatRecord): Signs {
    const { invitee, language, queue, waitingAt } = chat
    let [among, acted] = [0, false]
    for (const agent of this.#listed) {
      if (invitee !== undefined ? agent !== invitee : chat.wasRefusedBy(agent.id) || !mayTake(agent, queue, language))
        continue
      among += 1
      if (agent.hiddenAt > waitingAt) return { kind: 'hidden', among }
      if (agent.actedAt > waitingAt) acted = true
    }
    return { kind: acted || among === 0 ? 'covered' : 'none', among }
  }

  #ask({ at, chat, agents }: Request, answer: AgentId | null | undefined): void {
    const record = this.#chats.of(chat.id)
    const takable = agents.some((agent) => canServe(agent, chat.queue, chat.language) && !chat.rejectedBy.has(agent.id))
    const again = record.asks > 0
    if (again && !record.takable && at > record.lastAskedAt) {
      this.askedAgain += 1
      if (this.retries.length < 50_000) this.retries.push(at - record.lastAskedAt)
    } else if (again && record.refusedSince && at - record.refusedAt > atOnce) this.askedAgain += 1
    this.invitations.askedAgain(record, chat, at, takable, (id) => this.#agent(id))
    const { openStint } = record
    if (openStint !== undefined) this.#chats.release(openStint, at)
    record.asked(at, { answer, before: chat.invited.size > 0 || chat.rejectedBy.size > 0, takable })
    record.describe(chat, chat.priority, record.askedBefore ? chat.createdAt : NaN)
    this.#chats.waits(record, at)
    this.#chats.waiting.asked(record, takable, agents, at)
  }

  #accepted(chat: ChatRecord, agent: AgentRecord<OpenStint>, at: number): void {
    if (agent.held.has(chat.id)) return
    agent.run(at)
    this.#chats.begin(chat, agent, [at, at], at, agent.held.size + 1)
  }

  #refused(chat: ChatRecord, agent: AgentRecord<OpenStint>, at: number): void {
    if (chat.wasRefusedBy(agent.id)) return
    agent.run(at)
    this.#chats.refusedBy(chat, agent, at, at)
  }

  #left(chat: ChatRecord, agent: AgentRecord<OpenStint>, at: number): void {
    const stint = agent.held.get(chat.id)
    if (stint !== undefined) this.#chats.release(stint, at)
  }

  #closed(chat: ChatRecord, at: number): void {
    chat.closedAt = at
    this.#chats.waiting.over(chat)
    this.#handedOn(chat, at)
  }

  /** Nobody has it any more. */
  #handedOn(chat: ChatRecord, at: number): void {
    // Whoever has it: a chat may have been handed on.
    if (chat.stints === 0) return
    const { openStint } = chat
    if (openStint !== undefined) return this.#chats.release(openStint, at)
    for (const agent of this.agents.values()) {
      const stint = agent.held.get(chat.id)
      if (stint !== undefined) this.#chats.release(stint, at)
    }
  }

  #agent(id: AgentId): AgentRecord<OpenStint> {
    let agent = this.agents.get(id)
    if (agent === undefined) this.agents.set(id, (agent = new AgentRecord(id, this.agents.size)))
    return agent
  }
}

/** Who refuses makes the platform ask for the next one sooner than this. */
const atOnce = 2

/** Somebody was invited, and nobody sees the chat any more. */
function mayBeOver({ refusedSince, stints, takable, waitingAt }: ChatRecord, at: number): boolean {
  return takable && !refusedSince && stints === 0 && waitingAt < at
}

/** Who may have had the invitation when the chat was last asked for. */
function mayTake({ languages, queues, roomBefore }: AgentRecord<OpenStint>, queue: QueueId, language: string): boolean {
  return (
    roomBefore >= 1 &&
    (queue === '' || queues.has(queue)) &&
    (language === '' || languages.size === 0 || languages.has(language))
  )
}
