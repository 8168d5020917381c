import type { Agent, AgentId, ChatId, Fact, Request } from '@pointsman/core'
import { AgentRecord } from './agent-record.ts'
import { canServe } from './can-serve.ts'
import { ChatRecord } from './chat-record.ts'
import { Holes } from './holes.ts'
import { levelTimes } from './level-times.ts'
import { Invitations } from './invitations.ts'
import { Stint } from './stint.ts'
import { WaitingChats } from './waiting-chats.ts'

/**
 * Folds what a recording says, in the order of time, into one record for each chat and each agent. What it is given is read
 * during the call only, and memory grows with chats and agents, not with requests.
 */
export class Sightings {
  readonly chats: Map<ChatId, ChatRecord> = new Map()
  readonly agents: Map<AgentId, AgentRecord<Stint>> = new Map()
  readonly holes: Holes = new Holes()
  readonly invitations: Invitations = new Invitations()
  /** Seconds between two requests for one chat of which the first found nobody. */
  readonly retries: number[] = []
  requests = 0
  facts = 0
  /** The first and the last instant. */
  from: number = Infinity
  to: number = -Infinity
  /** Somebody was listed who was full, paused or away: everybody logged in is. */
  listsUnavailable = false
  /** Chats that waited with nobody to take them and were asked for again. */
  askedAgain = 0
  readonly #waiting = new WaitingChats()
  /** Chats that waited at the last snapshot. */
  #waited: ChatRecord[] = []
  #listed: AgentRecord<Stint>[] = []
  #previousAt = NaN

  /** A request, and what was answered where the recording says so. */
  ask(request: Request, answer?: AgentId | null): void {
    const { at, agents } = request
    this.#time(at)
    this.#list(agents, at)
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
          this.#accepted(this.#chat(fact.chat), this.#agent(fact.agent), fact.at)
          break
        case 'refused':
          this.#refused(this.#chat(fact.chat), this.#agent(fact.agent), fact.at)
          break
        case 'left':
          this.#left(this.#chat(fact.chat), this.#agent(fact.agent), fact.at)
          break
        case 'transferred':
          this.#handedOn(this.#chat(fact.chat), fact.at)
          break
        case 'closed':
          this.#closed(this.#chat(fact.chat), fact.at)
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
        this.#settle(stint, Math.max(agent.seenAt, stint.beganHi), agent.held.size)
        stint.endedHi = Number.isNaN(gone) ? Infinity : gone
      }
      agent.presence.end()
    }
  }

  #time(at: number): void {
    if (at < this.from) this.from = at
    if (at > this.to) this.to = at
  }

  #list(agents: readonly Agent[], at: number): void {
    const snapshot = this.requests
    for (const chat of this.#waited) chat.lookedAt = at
    this.#waited.length = 0
    const listed: AgentRecord<Stint>[] = []
    let stayed = 0
    for (let i = 0; i < agents.length; i++) {
      const agent = agents[i] as Agent
      const record = this.#agent(agent.id)
      const { presence } = record
      if (presence.snapshot === snapshot - 1) stayed += 1
      presence.snapshot = snapshot
      listed.push(record)
      this.#see(agent, record, at)
    }
    if (stayed < this.#listed.length) {
      for (const record of this.#listed) if (record.presence.snapshot !== snapshot) record.presence.absentSince = at
    }
    this.#listed = listed
    this.#previousAt = at
  }

  #see(agent: Agent, record: AgentRecord<Stint>, at: number): void {
    const { status, capacity, activeChats, pendingInvitations } = agent
    const online = status === 'online'
    const away = record.presence.absentSince
    if (!online || capacity <= 0) this.listsUnavailable = true
    record.presence.listed(at, this.#previousAt, online, agent.lastLoginAt, capacity)
    // Who was not listed for want of room had all their chats until the snapshot before.
    const full = !this.listsUnavailable && !Number.isNaN(away) && record.presence.wasFull
    const slots = capacity + activeChats + pendingInvitations
    if (online) {
      record.sightings += 1
      if (slots > record.slots) {
        record.slots = slots
        record.atMost = 0
      }
      if (slots === record.slots) record.atMost += 1
    }
    this.#traits(agent, record)
    this.#hold(agent, record, at, away, full)
    record.seenAt = at
  }

  #traits(agent: Agent, record: AgentRecord<Stint>): void {
    if (!sameSet(agent.queues, record.queues)) {
      if (record.queues.size > 0) record.changed = true
      record.queues = new Set([...record.queues, ...agent.queues])
    }
    if (!sameSet(agent.languages, record.languages)) {
      if (record.sightings > 1) record.changed = true
      record.languages = new Set(agent.languages)
    }
    if (agent.skills.size !== record.skills.size) record.skills = new Map(agent.skills)
    record.weight = agent.weight
  }

  /** Holds the chats that the snapshot shows with the agent against those that were there before. */
  #hold(agent: Agent, record: AgentRecord<Stint>, at: number, away: number, full: boolean): void {
    const { held } = record
    const ids = agent.chats
    let place = 0
    let kept = 0
    let news: ChatId[] | undefined
    for (const id of ids) {
      if (place++ >= agent.activeChats) this.#pending(id, record, at)
      else if (held.has(id)) kept += 1
      else (news ??= []).push(id)
    }
    const before = held.size
    const gone = !Number.isNaN(away)
    if (kept === before && news === undefined && !gone) {
      record.run(at)
      return
    }
    if (full) {
      record.add(Math.max(before, record.slots), Math.max(0, this.#previousAt - record.clockAt))
      record.clockAt = Math.max(record.clockAt, this.#previousAt)
    }
    if (kept < before) {
      // Where everybody logged in is listed, chats end with the agent's going; else when the agent is seen without them.
      const until = gone && this.listsUnavailable ? away : at
      for (const [id, stint] of held) {
        if (hasAmongFirst(ids, id, agent.activeChats)) continue
        this.#settle(stint, full ? this.#previousAt : record.seenAt, full ? Math.max(before, record.slots) : before)
        stint.endedHi = until
        held.delete(id)
      }
    }
    const level = kept + (news?.length ?? 0)
    if (at > record.clockAt) {
      const began = (news ?? []).map((id) => this.#chat(id).lastAskedAt || record.clockAt)
      levelTimes(record.clockAt, at, kept, began, before - kept, (held, seconds) => record.add(held, seconds))
    }
    record.clockAt = at
    for (const id of news ?? []) {
      const chat = this.#chat(id)
      const known = chat.asks > 0 ? chat.waitingAt : -Infinity
      const unseen = Number.isNaN(record.seenAt) ? -Infinity : record.seenAt
      this.#begin(chat, record, [Math.min(at, Math.max(known, unseen)), at], level)
    }
  }

  #pending(id: ChatId, record: AgentRecord<Stint>, at: number): void {
    const chat = this.#chat(id)
    chat.waitingAt = at
    chat.invitee = record
    this.#waited.push(chat)
    this.invitations.seen = true
  }

  #ask({ at, chat, agents }: Request, answer: AgentId | null | undefined): void {
    const record = this.#chat(chat.id)
    const takable = agents.some((agent) => canServe(agent, chat.queue, chat.language) && !chat.rejectedBy.has(agent.id))
    record.describe(chat)
    if (record.asks === 0) {
      record.firstAskedAt = at
      record.askedBefore = chat.invited.size > 0 || chat.rejectedBy.size > 0
    } else if (!record.takable && at > record.lastAskedAt) {
      this.askedAgain += 1
      if (this.retries.length < 50_000) this.retries.push(at - record.lastAskedAt)
    }
    this.invitations.askedAgain(record, chat, at, takable, (id) => this.#agent(id))
    if (record.stint?.open === true) this.#release(record.stint, at)
    record.asks += 1
    record.lastAskedAt = at
    record.waitingAt = at
    record.goneBy = Infinity
    record.takable = takable
    record.answer = answer
    record.invitee = undefined
    record.refusedSince = false
    this.#waited.push(record)
    this.#waiting.asked(record, takable, agents, at)
  }

  #accepted(chat: ChatRecord, agent: AgentRecord<Stint>, at: number): void {
    if (agent.held.has(chat.id)) return
    agent.run(at)
    this.#begin(chat, agent, [at, at], agent.held.size + 1)
  }

  #begin(chat: ChatRecord, agent: AgentRecord<Stint>, began: readonly [number, number], level: number): void {
    const stint = new Stint(chat, agent, began, level)
    agent.held.set(chat.id, stint)
    chat.stints += 1
    if (chat.stint === undefined) {
      chat.stint = stint
      if (chat.asks > 0) agent.accepted += 1
    }
    chat.goneBy = Infinity
    this.#waiting.over(chat)
  }

  #refused(chat: ChatRecord, agent: AgentRecord<Stint>, at: number): void {
    if (chat.refusers.includes(agent.id)) return
    chat.refusers = [...chat.refusers, agent.id]
    chat.refusedSince = true
    chat.waitingAt = Math.max(chat.waitingAt, at)
    this.invitations.refused(agent, at - chat.lastAskedAt)
  }

  #left(chat: ChatRecord, agent: AgentRecord<Stint>, at: number): void {
    const stint = agent.held.get(chat.id)
    if (stint !== undefined) this.#release(stint, at)
  }

  #closed(chat: ChatRecord, at: number): void {
    chat.closedAt = at
    this.#waiting.over(chat)
    this.#handedOn(chat, at)
  }

  /** Nobody has it any more. */
  #handedOn(chat: ChatRecord, at: number): void {
    // Whoever has it: a chat may have been handed on.
    if (chat.stints === 0) return
    if (chat.stint?.open === true) return this.#release(chat.stint, at)
    for (const agent of this.agents.values()) {
      const stint = agent.held.get(chat.id)
      if (stint !== undefined) this.#release(stint, at)
    }
  }

  /** An event says when the stint ended. */
  #release(stint: Stint, at: number): void {
    const agent = this.#agent(stint.agent.id)
    agent.run(at)
    this.#settle(stint, at, agent.held.size)
    stint.endedHi = at
    agent.held.delete(stint.chat)
  }

  /** The stint was there at least until `at`: what the clocks have shown since it began. */
  #settle(stint: Stint, at: number, level: number): void {
    const { agent, exposure } = stint
    const spent = agent.clocks.slice()
    for (let one = 0; one < exposure.length; one++) {
      spent[one] = (spent[one] as number) - (exposure[one] as number)
    }
    stint.open = false
    stint.endedLo = Math.max(stint.beganHi, at)
    stint.lastLevel = level
    const beyond = agent.clockAt - stint.endedLo
    if (beyond > 0 && level < spent.length) spent[level] = Math.max(0, (spent[level] as number) - beyond)
    stint.exposure = spent
  }

  #chat(id: ChatId): ChatRecord {
    let chat = this.chats.get(id)
    if (chat === undefined) this.chats.set(id, (chat = new ChatRecord(id)))
    return chat
  }

  #agent(id: AgentId): AgentRecord<Stint> {
    let agent = this.agents.get(id)
    if (agent === undefined) this.agents.set(id, (agent = new AgentRecord(id, this.agents.size)))
    return agent
  }
}

function sameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one === other) return true
  if (one.size !== other.size) return false
  for (const entry of one) if (!other.has(entry)) return false
  return true
}

function hasAmongFirst(ids: ReadonlySet<ChatId>, id: ChatId, count: number): boolean {
  if (!ids.has(id)) return false
  let place = 0
  for (const one of ids) {
    if (place++ >= count) return false
    if (one === id) return true
  }
  return false
}
