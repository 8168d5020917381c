import type { Timer } from '../clock/clock.ts'
import type { WorldChat } from '@pointsman/world'
import type { User } from './user.ts'

/** Something said in a chat. */
export interface Message {
  readonly id: string
  readonly sender: string
  readonly message: string
  readonly at: number
}

/** What is said of a chat that is new. */
export interface ChatTraits {
  readonly room: string
  readonly lang: string
  readonly source: number
  readonly externalId: string
}

/** A chat as the platform's customers and agents see it. Its record in the world knows where it stands. */
export class EmulatedChat {
  readonly id: string
  readonly creator: User
  readonly traits: ChatTraits
  /** Seconds since the start, as all times here. */
  readonly createdAt: number
  /** Replaced where nobody took the chat and an agent is searched for again. */
  record: WorldChat
  attendedAt: number | undefined = undefined
  closedAt: number | undefined = undefined
  lastActivityAt: number
  /** Who closed it: the customer, an agent, or `system`; and why, in a word. */
  closedBy: string | undefined = undefined
  closeReason: string | undefined = undefined
  /** Who has or had it. */
  solver: string = ''
  readonly messages: Message[] = []
  /** People ahead in the queue, as last told to the customer. */
  toldPosition: number | undefined = undefined
  /** Its customer or somebody closed it while an invitation was out that has to come to its end first. */
  leaving = false
  expiry: Timer | undefined = undefined
  retry: Timer | undefined = undefined

  constructor(id: string, creator: User, traits: ChatTraits, record: WorldChat, createdAt: number) {
    this.id = id
    this.creator = creator
    this.traits = traits
    this.record = record
    this.createdAt = createdAt
    this.lastActivityAt = createdAt
  }

  get status(): 'waiting' | 'active' | 'closed' {
    if (this.closedAt !== undefined) return 'closed'
    return this.record.state === 'active' ? 'active' : 'waiting'
  }

  get isOpen(): boolean {
    return this.closedAt === undefined
  }

  /** The customer, and the agent who has the chat. */
  get users(): readonly string[] {
    return this.record.state === 'active' && this.solver !== '' ? [this.creator.id, this.solver] : [this.creator.id]
  }
}
