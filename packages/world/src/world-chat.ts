import {
  hashId,
  hashNumberedId,
  type AgentId,
  type Chat,
  type ChatId,
  type Instant,
  type QueueId,
} from '@pointsman/core'
import type { ChatClass } from './chat-class.ts'
import type { ChatState } from './chat-state.ts'
import type { Waiting } from './waiting-line.ts'
import type { WorldAgent } from './world-agent.ts'

/** What a chat brings with it. */
export interface ChatTraits {
  /** Its ordinal among all chats; the longest waiting has the lowest. */
  readonly number: number
  readonly chatClass: ChatClass
  readonly createdAt: Instant
  /** Higher goes first; default 0. */
  readonly priority?: number
  /** Default: `c` and the number. */
  readonly id?: ChatId
  readonly customer?: string
  readonly source?: string
  readonly needs?: ReadonlyMap<string, number>
}

/** A chat in the world, updated in place by the world alone. A record may be used again once its chat is over. */
export class WorldChat implements Chat, Waiting {
  // First what every event reads: many chats at once are limited by the memory that is touched.
  state: ChatState = 'new'
  /** Whom the chat is with, or whose invitation is out. */
  agent: WorldAgent | undefined = undefined
  rejectedBy: Set<AgentId> = nobody
  createdAt: Instant = NaN
  number = 0
  chatClass: ChatClass = undefined as unknown as ChatClass
  /** Invitations so far; where chats are joined at once, 1 for a chat that was. */
  attempts = 0
  /** Neighbours in the waiting line. */
  next: Waiting | undefined = undefined
  previous: Waiting | undefined = undefined
  priority = 0
  /** How often an agent was asked for. */
  asked = 0
  /** Whether the chat was let into the line before: it has its place there. */
  admitted = false
  /** How often it was handed on; and of invitations and askings, how many there were until then. */
  transfers = 0
  attemptsBefore = 0
  askedBefore = 0
  /** The agents who handed it on. */
  servedBefore: Set<AgentId> = nobody
  /** Patience ended while an invitation was out that patience does not touch. */
  patienceEnded = false
  invited: Set<AgentId> = nobody
  #id: ChatId | undefined = undefined
  customer = ''
  source = ''
  needs: ReadonlyMap<string, number> = noNeeds

  /** Begins a chat in this record, whatever chat it held before. */
  begin(traits: ChatTraits): void {
    const { customer = '', needs = noNeeds, priority = 0, source = '' } = traits
    this.renew(traits.number, traits.chatClass, priority)
    this.createdAt = traits.createdAt
    this.customer = customer
    this.source = source
    this.needs = needs
    this.#id = traits.id
  }

  /** Begins a chat that brings nothing else with it; its `createdAt` is the caller's to set. */
  renew(number: number, chatClass: ChatClass, priority: number): void {
    this.number = number
    this.chatClass = chatClass
    this.priority = priority
    // Most often nothing changes, and to look is cheaper than to write.
    if (this.rejectedBy !== nobody) this.rejectedBy = nobody
    if (this.invited !== nobody) this.invited = nobody
    if (this.transfers !== 0) this.#forgetTransfers()
    if (this.customer !== '') this.customer = ''
    if (this.source !== '') this.source = ''
    if (this.needs !== noNeeds) this.needs = noNeeds
    this.state = 'new'
    this.agent = undefined
    this.attempts = 0
    this.asked = 0
    this.admitted = false
    this.patienceEnded = false
    this.next = undefined
    this.previous = undefined
    this.#id = undefined
  }

  /** Made at the first reading: most chats are never called by their id. */
  get id(): ChatId {
    return (this.#id ??= `c${this.number}`)
  }

  /** The core's `hashId` of the id, where no text is needed without making one. */
  get idHash(): number {
    return this.#id === undefined ? hashNumberedId(99, this.number) : hashId(this.#id)
  }

  get sentiment(): string {
    return ''
  }

  get queue(): QueueId {
    return this.chatClass.queue
  }

  get language(): string {
    return this.chatClass.language
  }

  #forgetTransfers(): void {
    this.transfers = 0
    this.attemptsBefore = 0
    this.askedBefore = 0
    this.servedBefore = nobody
  }
}

const nobody: Set<string> = new Set()
const noNeeds: ReadonlyMap<string, number> = new Map()
