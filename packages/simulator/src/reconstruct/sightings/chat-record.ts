import type { AgentId, Chat, ChatId, QueueId } from '@pointsman/core'
import type { AgentRecord } from './agent-record.ts'
import type { Stint } from './stint.ts'

/** What a recording told of one chat so far. Instants are Unix seconds; NaN: not known. */
export class ChatRecord {
  readonly id: ChatId
  queue: QueueId = ''
  language: string = ''
  source: string = ''
  customer: string = ''
  priority: number = 0
  createdAt: number = NaN
  firstAskedAt: number = NaN
  /** It had been asked for before the recording, or in a stretch that the recording misses. */
  askedBefore: boolean = false
  /** Requests for an agent; 0: only seen in somebody's hands. */
  asks: number = 0
  lastAskedAt: number = NaN
  /** Whether somebody listed could have taken it when it was last asked for. */
  takable: boolean = false
  /** When it was last known to wait: asked for, or with an invitation out. */
  waitingAt: number = NaN
  /** The first snapshot after it was last known to wait; Infinity: there was none. */
  lookedAt: number = Infinity
  /** By then it no longer waited, or it would have been asked for before another chat; Infinity: nothing tells. */
  goneBy: number = Infinity
  /** Whose invitation was out when somebody looked, since it was last asked for. */
  invitee: AgentRecord | undefined = undefined
  /** What the journal says was answered when it was last asked for. */
  answer: AgentId | null | undefined = undefined
  /** Whom the payloads say were invited so far. */
  invited: AgentId[] = none
  refusers: AgentId[] = none
  /** It was refused since it was last asked for: told by an event, or as who refused it is listed with it. */
  refusedSince: boolean = false
  /** When at the latest; NaN: never. */
  refusedAt: number = NaN
  /** What shows, when it was no longer to be seen, of whoever may have been invited. */
  signs: Signs | undefined = undefined
  /** With the agent who had it first. */
  stint: Stint | undefined = undefined
  /** Agents who had it. */
  stints: number = 0
  /** When an event said that it was over. */
  closedAt: number = NaN

  constructor(id: ChatId) {
    this.id = id
  }

  /** Takes over what a request says of the chat itself. */
  describe(chat: Chat): void {
    this.queue = chat.queue
    this.language = chat.language
    this.source = chat.source
    this.customer = chat.customer
    this.priority = chat.priority
    this.createdAt = chat.createdAt
  }
}

/**
 * Of a chat that nobody saw again, what those did who may have been invited, where their last activity tells: nothing; something
 * that left no other trace, when; or something that was seen, and may cover what was not.
 */
export interface Signs {
  readonly kind: 'none' | 'hidden' | 'covered'
  /** How many may have been invited. */
  readonly among: number
}

const none: AgentId[] = []
