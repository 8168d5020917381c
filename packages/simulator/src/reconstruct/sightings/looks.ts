import type { Agent, ChatId } from '@pointsman/core'
import { ActivityClock } from './activity-clock.ts'
import type { AgentRecord } from './agent-record.ts'
import { inOrder, lastOf, type Change } from './change.ts'
import type { ChatRecord } from './chat-record.ts'
import type { ChatRecords } from './chat-records.ts'
import { levelTimes } from './level-times.ts'
import { Refusals } from './refusals.ts'
import type { OpenStint } from './open-stint.ts'

/** Compares two looks at an agent: what happened in between, and when. */
export class Looks {
  /** Somebody was listed who was full, paused or away: everybody logged in is. */
  listsUnavailable: boolean = false
  /** When the snapshot before was. */
  previousAt: number = NaN
  /** Chats that somebody is listed to have refused, and that are not over. */
  readonly alive: ChatRecord[] = []
  readonly #chats: ChatRecords
  readonly #activity = new ActivityClock()
  readonly #refusals = new Refusals()

  constructor(chats: ChatRecords) {
    this.#chats = chats
  }

  /** A snapshot shows the agent. One who is the same object as when they were last listed is what they were then. */
  see(agent: Agent, record: AgentRecord<OpenStint>, at: number, asked: ChatId): void {
    if (agent === record.listing && Number.isNaN(record.presence.absentSince)) this.#seeAgain(agent, record, at)
    else this.#seeAnew(agent, record, at, asked)
    record.seenAt = at
  }

  /** What the general way below would do, where nothing is new. */
  #seeAgain(agent: Agent, record: AgentRecord<OpenStint>, at: number): void {
    const { activeChats, chats, pendingInvitations, rejections } = agent
    record.presence.stays(at)
    if (agent.status === 'online') {
      record.sightings += 1
      if (agent.capacity + activeChats + pendingInvitations === record.slots) record.atMost += 1
    }
    record.roomBefore = record.room
    if (pendingInvitations > 0) {
      let place = 0
      for (const id of chats) if (place++ >= activeChats) this.#chats.pending(id, record, at)
    }
    if (rejections.size > 0) {
      for (const chat of this.#refusals.seen(agent, record, at, this.#chats.table).waiting) this.alive.push(chat)
    }
    this.#actedAt(agent, record, at, false)
    record.run(at)
  }

  #seeAnew(agent: Agent, record: AgentRecord<OpenStint>, at: number, asked: ChatId): void {
    const { status, capacity, activeChats, pendingInvitations } = agent
    const online = status === 'online'
    const away = record.presence.absentSince
    if (!online || capacity <= 0) this.listsUnavailable = true
    record.presence.listed(at, this.previousAt, online, agent.lastLoginAt, capacity)
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
    record.listing = agent
    record.actedAt = agent.lastActivityAt ?? NaN
  }

  #traits(agent: Agent, record: AgentRecord<OpenStint>): void {
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
  #hold(agent: Agent, record: AgentRecord<OpenStint>, at: number, away: number, full: boolean, asked: ChatId): void {
    const { held } = record
    const ids = agent.chats
    let place = 0
    let kept = 0
    let news: ChatId[] | undefined
    for (const id of ids) {
      if (place++ >= agent.activeChats) this.#chats.pending(id, record, at)
      else if (held.has(id)) kept += 1
      else (news ??= []).push(id)
    }
    const refused = this.#refusals.seen(agent, record, at, this.#chats.table)
    for (const chat of refused.waiting) this.alive.push(chat)
    const before = held.size
    const gone = !Number.isNaN(away)
    const changes = before - kept + (news?.length ?? 0) + refused.fresh.length
    const acted = gone ? NaN : this.#actedAt(agent, record, at, changes > 0)
    if (changes === 0 && !gone) {
      record.run(at)
      return
    }
    const shown = this.timesAreShown && !Number.isNaN(acted)
    const until = shown ? acted : at
    if (shown && changes === 1) {
      // Mostly: what the general way below would do, without lists.
      record.run(until)
      const [begun] = news ?? []
      if (begun !== undefined) this.#chats.begin(this.#chats.of(begun), record, [until, until], at, before + 1)
      else if (kept < before)
        for (const stint of missing(held, ids, agent.activeChats)) this.#chats.release(stint, until)
      else this.#refusedNow(refused.fresh[0] as ChatRecord, record, until, asked)
      record.run(at)
      return
    }
    if (full) {
      record.add(Math.max(before, record.slots), Math.max(0, this.previousAt - record.clockAt))
      record.clockAt = Math.max(record.clockAt, this.previousAt)
    }
    const seen = Number.isNaN(record.seenAt) ? -Infinity : record.seenAt
    const since = full ? this.previousAt : record.seenAt
    const changed: Change[] = []
    for (const stint of missing(held, ids, agent.activeChats)) changed.push({ stint, lo: since, by: -1 })
    for (const id of news ?? []) {
      const chat = this.#chats.of(id)
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
    const last = shown ? lastOf(changed, until, this.#chats.answers.mean) : undefined
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
    record: AgentRecord<OpenStint>,
    { at, full, left, since, until }: { at: number; since: number; until: number; left: number; full: boolean },
  ): void {
    const { held } = record
    const begin = Math.max(since, record.clockAt)
    const course = inOrder(changed, last, Number.isNaN(begin) ? until : begin, until, this.#chats.answers.mean)
    let level = held.size
    for (const change of course) {
      const { stint } = change
      if (stint !== undefined && !change.last) {
        stint.settle(since, full ? Math.max(held.size, record.slots) : this.listsUnavailable ? level : held.size)
        stint.endedHi = left
      }
      level += change.by
    }
    if (until > record.clockAt) levelTimes(record.clockAt, until, held.size, course, (n, s) => record.add(n, s))
    if (!(record.clockAt >= until)) record.clockAt = until
    for (const { last: exactly, stint } of course) {
      if (stint === undefined) continue
      if (exactly) {
        stint.settle(until, level + 1)
        stint.endedHi = until
      }
      held.delete(stint.chat)
      this.#chats.keep(stint)
    }
    for (const change of course) {
      const { asked = false, by, chat, lo } = change
      if (chat === undefined) continue
      const from = change.last ? until : lo
      if (by === 1) this.#chats.begin(chat, record, [from, until], at, level)
      // Of the chat that is asked for now, its own request tells.
      else if (!asked) this.#chats.refusedBetween(chat, record, from, until)
    }
  }

  /**
   * What changed last did so by the last activity. Not where only those with room are listed: to be seen at two looks is then
   * itself a sign of what happened, and what is known exactly is not like the rest.
   */
  get timesAreShown(): boolean {
    return this.#activity.exact && this.listsUnavailable
  }

  /** When the agent was last active since they were last seen, if they were; NaN: nothing tells. */
  #actedAt({ lastActivityAt: acted }: Agent, record: AgentRecord<OpenStint>, at: number, changed: boolean): number {
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
  #refusedNow(chat: ChatRecord, agent: AgentRecord<OpenStint>, at: number, asked: ChatId): void {
    if (chat.id !== asked) this.#chats.refusedBetween(chat, agent, at, at)
  }
}

/** Recorded times may be whole seconds. */
const clock = 1

/** The stints of the chats that are no longer among the agent's first so many. */
function missing(held: ReadonlyMap<ChatId, OpenStint>, ids: ReadonlySet<ChatId>, count: number): readonly OpenStint[] {
  const found: OpenStint[] = []
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
