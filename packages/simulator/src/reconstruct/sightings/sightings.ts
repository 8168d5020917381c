import type { Agent, AgentId, ChatId, Fact, QueueId, Request } from '@pointsman/core'
import { ActivityClock } from './activity-clock.ts'
import { AgentRecord } from './agent-record.ts'
import { canServe } from './can-serve.ts'
import { ChatRecord, type Signs } from './chat-record.ts'
import { Holes } from './holes.ts'
import { inOrder, lastOf, type Change } from './change.ts'
import { levelTimes } from './level-times.ts'
import { Invitations } from './invitations.ts'
import { Refusals } from './refusals.ts'
import { RunningMean } from './running-mean.ts'
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
  readonly #activity = new ActivityClock()
  readonly #refusals = new Refusals()
  /** Times to answer that are known so far. */
  readonly #answers = new RunningMean()
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
  /** Chats that somebody is listed to have refused, and that are not over. */
  readonly #alive: ChatRecord[] = []
  #listed: AgentRecord<Stint>[] = []
  #previousAt = NaN

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

  #list(agents: readonly Agent[], at: number, asked: ChatId): void {
    const snapshot = this.requests
    const waited = this.#waited
    for (const chat of waited) chat.lookedAt = at
    this.#waited = []
    const listed: AgentRecord<Stint>[] = []
    let stayed = 0
    for (let i = 0; i < agents.length; i++) {
      const agent = agents[i] as Agent
      const record = this.#agent(agent.id)
      const { presence } = record
      if (presence.snapshot === snapshot - 1) stayed += 1
      presence.snapshot = snapshot
      listed.push(record)
      this.#see(agent, record, at, asked)
    }
    if (stayed < this.#listed.length) {
      for (const record of this.#listed) if (record.presence.snapshot !== snapshot) record.presence.absentSince = at
    }
    this.#listed = listed
    // Whoever took one of them may be listed after whoever refused it.
    for (const chat of this.#alive) if (chat.stint === undefined) this.#waits(chat, at)
    this.#alive.length = 0
    if (this.#timesAreShown) {
      for (const chat of waited) {
        if (mayBeOver(chat, at) && chat.id !== asked) chat.signs = this.#signsOf(chat)
      }
    }
    this.#previousAt = at
  }

  /** What those did who may have been invited to a chat that is no longer to be seen. */
  #signsOf({ invitee, language, queue, refusers, waitingAt }: ChatRecord): Signs {
    let [among, acted] = [0, false]
    for (const agent of this.#listed) {
      if (invitee !== undefined ? agent !== invitee : !mayTake(agent, queue, language, refusers)) continue
      among += 1
      if (agent.hiddenAt > waitingAt) return { kind: 'hidden', among }
      if (agent.actedAt > waitingAt) acted = true
    }
    return { kind: acted || among === 0 ? 'covered' : 'none', among }
  }

  #see(agent: Agent, record: AgentRecord<Stint>, at: number, asked: ChatId): void {
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
    record.roomBefore = record.room
    record.room = capacity
    this.#hold(agent, record, at, away, full, asked)
    record.seenAt = at
    record.actedAt = agent.lastActivityAt ?? NaN
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
  #hold(agent: Agent, record: AgentRecord<Stint>, at: number, away: number, full: boolean, asked: ChatId): void {
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
    const refused = this.#refusals.seen(agent, record, at, this.chats)
    for (const chat of refused.waiting) this.#alive.push(chat)
    const before = held.size
    const gone = !Number.isNaN(away)
    const changes = before - kept + (news?.length ?? 0) + refused.fresh.length
    const acted = gone ? NaN : this.#actedAt(agent, record, at, changes > 0)
    if (changes === 0 && !gone) {
      record.run(at)
      return
    }
    const shown = this.#timesAreShown && !Number.isNaN(acted)
    const until = shown ? acted : at
    if (shown && changes === 1) {
      // Mostly: what the general way below would do, without lists.
      record.run(until)
      const [begun] = news ?? []
      if (begun !== undefined) this.#begin(this.#chat(begun), record, [until, until], at, before + 1)
      else if (kept < before) for (const stint of missing(held, ids, agent.activeChats)) this.#release(stint, until)
      else this.#refusedNow(refused.fresh[0] as ChatRecord, record, until, asked)
      record.run(at)
      return
    }
    if (full) {
      record.add(Math.max(before, record.slots), Math.max(0, this.#previousAt - record.clockAt))
      record.clockAt = Math.max(record.clockAt, this.#previousAt)
    }
    const seen = Number.isNaN(record.seenAt) ? -Infinity : record.seenAt
    const since = full ? this.#previousAt : record.seenAt
    const changed: Change[] = []
    for (const stint of missing(held, ids, agent.activeChats)) changed.push({ stint, lo: since, by: -1 })
    for (const id of news ?? []) {
      const chat = this.#chat(id)
      changed.push({ chat, lo: Math.min(until, Math.max(chat.asks > 0 ? chat.waitingAt : -Infinity, seen)), by: 1 })
    }
    for (const chat of refused.fresh) {
      // A refusal makes the platform ask again at once.
      const now = chat.id === asked && until === at
      changed.push({
        chat,
        lo: now ? at : Math.min(until, Math.max(chat.lastAskedAt, seen)),
        by: 0,
        asked: chat.id === asked,
      })
    }
    const last = shown ? lastOf(changed, until, this.#answers.mean) : undefined
    this.#change(changed, last, record, { at, since, until, left: gone && this.listsUnavailable ? away : until, full })
    record.run(at)
  }

  /**
   * Lets happen what was seen to have happened to an agent between two looks: each change between its bounds, the last one at
   * `until`, if it is known which that is.
   */
  #change(
    changed: readonly Change[],
    last: Change | undefined,
    record: AgentRecord<Stint>,
    { at, full, left, since, until }: { at: number; since: number; until: number; left: number; full: boolean },
  ): void {
    const { held } = record
    const begin = Math.max(since, record.clockAt)
    const course = inOrder(changed, last, Number.isNaN(begin) ? until : begin, until, this.#answers.mean)
    let level = held.size
    for (const change of course) {
      const { stint } = change
      if (stint !== undefined && !change.last) {
        this.#settle(stint, since, full ? Math.max(held.size, record.slots) : this.listsUnavailable ? level : held.size)
        stint.endedHi = left
      }
      level += change.by
    }
    if (until > record.clockAt) levelTimes(record.clockAt, until, held.size, course, (n, s) => record.add(n, s))
    if (!(record.clockAt >= until)) record.clockAt = until
    for (const { last: exactly, stint } of course) {
      if (stint === undefined) continue
      if (exactly) {
        this.#settle(stint, until, level + 1)
        stint.endedHi = until
      }
      held.delete(stint.chat)
    }
    for (const change of course) {
      const { asked = false, by, chat, lo } = change
      if (chat === undefined) continue
      const from = change.last ? until : lo
      if (by === 1) this.#begin(chat, record, [from, until], at, level)
      // Of the chat that is asked for now, its own request tells.
      else if (!asked) this.#refusedBetween(chat, record, from, until)
    }
  }

  /**
   * What changed last did so by the last activity. Not where only those with room are listed: to be seen at two looks is then
   * itself a sign of what happened, and what is known exactly is not like the rest.
   */
  get #timesAreShown(): boolean {
    return this.#activity.exact && this.listsUnavailable
  }

  /** When the agent was last active since they were last seen, if they were; NaN: nothing tells. */
  #actedAt({ lastActivityAt: acted }: Agent, record: AgentRecord<Stint>, at: number, changed: boolean): number {
    const since = record.clockAt
    record.hiddenAt = NaN
    if (acted === undefined || Number.isNaN(since)) return NaN
    const moved = acted > since
    // What happened within the second of the last look may bear its time.
    const shown = moved || (changed && acted > since - clock)
    if (changed || moved) this.#activity.note(changed, shown)
    if (moved && !changed) record.hiddenAt = acted
    return shown ? Math.min(at, Math.max(since, acted)) : NaN
  }

  /** Of the chat that is asked for now, its own request tells. */
  #refusedNow(chat: ChatRecord, agent: AgentRecord<Stint>, at: number, asked: ChatId): void {
    if (chat.id !== asked) this.#refusedBetween(chat, agent, at, at)
  }

  /** The agent refused the chat that they were invited to, and nobody else could take it. */
  #refusedBetween(chat: ChatRecord, agent: AgentRecord<Stint>, from: number, to: number): void {
    this.#refusedBy(chat, agent, from, to)
    if (chat.stint === undefined) this.#waiting.refused(chat)
  }

  #pending(id: ChatId, record: AgentRecord<Stint>, at: number): void {
    const chat = this.#chat(id)
    chat.invitee = record
    this.#waits(chat, at)
    this.invitations.seen = true
  }

  #waits(chat: ChatRecord, at: number): void {
    chat.waitingAt = at
    chat.signs = undefined
    this.#waited.push(chat)
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
    } else if (record.refusedSince && at - record.refusedAt > atOnce) this.askedAgain += 1
    this.invitations.askedAgain(record, chat, at, takable, (id) => this.#agent(id))
    if (record.stint?.open === true) this.#release(record.stint, at)
    record.asks += 1
    record.lastAskedAt = at
    record.goneBy = Infinity
    record.takable = takable
    record.answer = answer
    record.invitee = undefined
    record.refusedSince = false
    this.#waits(record, at)
    this.#waiting.asked(record, takable, agents, at)
  }

  #accepted(chat: ChatRecord, agent: AgentRecord<Stint>, at: number): void {
    if (agent.held.has(chat.id)) return
    agent.run(at)
    this.#begin(chat, agent, [at, at], at, agent.held.size + 1)
  }

  #begin(
    chat: ChatRecord,
    agent: AgentRecord<Stint>,
    began: readonly [number, number],
    shownAt: number,
    level: number,
  ): void {
    const stint = new Stint(chat, agent, began, shownAt, level)
    agent.held.set(chat.id, stint)
    if (chat.asks > 0 && stint.beganExactly) this.#answers.add(began[0] - chat.lastAskedAt)
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
    agent.run(at)
    this.#refusedBy(chat, agent, at, at)
  }

  #refusedBy(chat: ChatRecord, agent: AgentRecord<Stint>, lo: number, hi: number): void {
    chat.refusers = [...chat.refusers, agent.id]
    chat.refusedSince = true
    chat.refusedAt = hi
    chat.waitingAt = Math.max(chat.waitingAt, lo)
    this.invitations.refused(agent, lo - chat.lastAskedAt, hi - chat.lastAskedAt)
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

/** Recorded times may be whole seconds. */
const clock = 1
/** Who refuses makes the platform ask for the next one sooner than this. */
const atOnce = 2

/** Somebody was invited, and nobody sees the chat any more. */
function mayBeOver({ refusedSince, stint, takable, waitingAt }: ChatRecord, at: number): boolean {
  return takable && !refusedSince && stint === undefined && waitingAt < at
}

/** Who may have had the invitation when the chat was last asked for. */
function mayTake(
  { id, languages, queues, roomBefore }: AgentRecord<Stint>,
  queue: QueueId,
  language: string,
  refusers: readonly AgentId[],
): boolean {
  return (
    !refusers.includes(id) &&
    roomBefore >= 1 &&
    (queue === '' || queues.has(queue)) &&
    (language === '' || languages.size === 0 || languages.has(language))
  )
}

/** The stints of the chats that are no longer among the agent's first so many. */
function missing(held: ReadonlyMap<ChatId, Stint>, ids: ReadonlySet<ChatId>, count: number): readonly Stint[] {
  const found: Stint[] = []
  for (const [id, stint] of held) if (!hasAmongFirst(ids, id, count)) found.push(stint)
  return found
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
