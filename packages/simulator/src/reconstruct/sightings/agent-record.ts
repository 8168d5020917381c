import type { Agent, AgentId, ChatId, QueueId } from '@pointsman/core'
import { PresenceRecord } from './presence-record.ts'

/** What a recording told of one agent so far; `S`: what is kept of each chat in their hands. */
export class AgentRecord<S = unknown> {
  readonly id: AgentId
  readonly ordinal: number
  readonly presence: PresenceRecord = new PresenceRecord()
  /** Free slots, chats and invitations together, at most; and how often it was so much, of so many times online. */
  slots: number = 0
  atMost: number = 0
  sightings: number = 0
  queues: ReadonlySet<QueueId> = new Set()
  languages: ReadonlySet<string> = new Set()
  skills: ReadonlyMap<string, number> = new Map()
  weight: number = 1
  /** Queues, languages or skills were not always the same. */
  changed: boolean = false
  /** Chats in progress. */
  readonly held: Map<ChatId, S> = new Map()
  /** What they were last listed as; undefined where what they hold has changed since. */
  listing: Agent | undefined = undefined
  /** When the agent was last listed, and when somebody last acted in their name by then. */
  seenAt: number = NaN
  actedAt: number = NaN
  /** Free slots when the agent was last listed, and the time before. */
  room: number = 0
  roomBefore: number = 0
  /** When they were active since they were last listed, though nothing was seen to change; NaN: they were not. */
  hiddenAt: number = NaN
  /** Chats that they refused, as far as they are listed. */
  rejected: ReadonlySet<ChatId> = none
  /** Seconds so far with each number of chats in hand. */
  readonly clocks: number[] = [0]
  /** Up to when they run. */
  clockAt: number = NaN
  /** Invitations, by what came of them. */
  accepted: number = 0
  refused: number = 0
  expired: number = 0

  constructor(id: AgentId, ordinal: number) {
    this.id = id
    this.ordinal = ordinal
  }

  /** Lets the clocks run until `at`, with as many chats in hand as there are. */
  run(at: number): void {
    const passed = at - this.clockAt
    if (passed > 0) this.add(this.held.size, passed)
    if (!(this.clockAt >= at)) this.clockAt = at
  }

  /** Seconds more at a level. */
  add(level: number, seconds: number): void {
    while (level >= this.clocks.length) this.clocks.push(0)
    this.clocks[level] = (this.clocks[level] as number) + seconds
  }
}

const none: ReadonlySet<ChatId> = new Set()
