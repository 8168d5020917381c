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
import { ChatParticulars } from './chat-particulars.ts'
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
  /** Invitations so far; where chats are joined at once, 1 for a chat that was. */
  attempts = 0
  /** How often it was handed on. */
  transfers = 0
  /** Neighbours in the waiting line. */
  next: Waiting | undefined = undefined
  previous: Waiting | undefined = undefined
  number = 0
  chatClass: ChatClass = undefined as unknown as ChatClass
  priority = 0
  /** How often an agent was asked for. */
  asked = 0
  /** Whether the chat was let into the line before: it has its place there. */
  admitted = false
  /** Who was invited first, and everybody who was where that was read or there are more: most chats have one, and few are asked. */
  #firstInvited: AgentId | undefined = undefined
  #invited: Set<AgentId> = nobody
  #id: ChatId | undefined = undefined
  /** Its own where it has any. */
  #particulars: ChatParticulars = none

  /** Begins a chat in this record, whatever chat it held before. */
  begin(traits: ChatTraits): void {
    this.renew(traits.number, traits.chatClass, traits.priority ?? 0)
    this.createdAt = traits.createdAt
    const { customer, needs, source } = traits
    if (customer !== undefined || needs !== undefined || source !== undefined) {
      const own = this.#own()
      if (customer !== undefined) own.customer = customer
      if (needs !== undefined) own.needs = needs
      if (source !== undefined) own.source = source
    }
    this.#id = traits.id
  }

  /** Begins a chat that brings nothing else with it; its `createdAt` is the caller's to set. */
  renew(number: number, chatClass: ChatClass, priority: number): void {
    this.number = number
    this.chatClass = chatClass
    this.priority = priority
    // Most often nothing changes, and to look is cheaper than to write.
    if (this.rejectedBy !== nobody) this.rejectedBy = nobody
    this.#firstInvited = undefined
    if (this.#invited !== nobody) this.#invited = nobody
    if (this.#particulars !== none) this.#particulars = none
    this.transfers = 0
    this.state = 'new'
    this.agent = undefined
    this.attempts = 0
    this.asked = 0
    this.admitted = false
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

  /** The agents who were ever invited to it. */
  get invited(): ReadonlySet<AgentId> {
    return this.wasInvited ? this.#everybodyInvited() : nobody
  }

  /** Whether anybody was. */
  get wasInvited(): boolean {
    return this.#firstInvited !== undefined
  }

  get queue(): QueueId {
    return this.chatClass.queue
  }

  get language(): string {
    return this.chatClass.language
  }

  get customer(): string {
    return this.#particulars.customer
  }

  get source(): string {
    return this.#particulars.source
  }

  get needs(): ReadonlyMap<string, number> {
    return this.#particulars.needs
  }

  /** The agents who handed it on. */
  get servedBefore(): ReadonlySet<AgentId> {
    return this.#particulars.servedBefore
  }

  /** Invitations until it was last handed on. */
  get attemptsBefore(): number {
    return this.#particulars.attemptsBefore
  }

  /** How often an agent was asked for until then. */
  get askedBefore(): number {
    return this.#particulars.askedBefore
  }

  /** Patience ended while an invitation was out that patience does not touch. */
  get patienceEnded(): boolean {
    return this.#particulars.patienceEnded
  }

  /** The agent is invited. */
  invite(agent: AgentId): void {
    if (this.wasInvited) this.#everybodyInvited().add(agent)
    else this.#firstInvited = agent
  }

  /** Patience has ended, and takes effect when the invitation comes to nothing. */
  endPatience(): void {
    this.#own().patienceEnded = true
  }

  /** The agent hands the chat on. */
  leave(agent: AgentId): void {
    const own = this.#own()
    this.transfers += 1
    own.attemptsBefore = this.attempts
    own.askedBefore = this.asked
    if (own.servedBefore.size === 0) own.servedBefore = new Set()
    own.servedBefore.add(agent)
  }

  #everybodyInvited(): Set<AgentId> {
    if (this.#invited === nobody) this.#invited = new Set([this.#firstInvited as AgentId])
    return this.#invited
  }

  #own(): ChatParticulars {
    if (this.#particulars === none) this.#particulars = new ChatParticulars()
    return this.#particulars
  }
}

/** Of chats that have none; never written to. */
const none = new ChatParticulars()
const nobody: Set<string> = new Set()
