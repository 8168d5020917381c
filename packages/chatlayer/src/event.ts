import type { Instant } from '@pointsman/core'
import type { TranscriptEntry } from './message.ts'

/** What every event says. */
interface Told {
  readonly botId: string
  /** `DRAFT` or `LIVE`; as it came. */
  readonly version: string
  /** The conversation. */
  readonly session: string
  /** `''` where it is not said: the document's examples leave it out. */
  readonly channel: string
  readonly at: Instant
}

/** Something was said, in any conversation, also before anybody is asked for. */
export interface MessagesEvent extends Told {
  readonly event: 'messages'
  readonly messages: readonly TranscriptEntry[]
}

/** The customer asks for a human. */
export interface OffloadEvent extends Told {
  readonly event: 'offload'
  readonly transcript: readonly TranscriptEntry[]
  /** What the bot's author configured in the action; empty where there is none. */
  readonly payload: Readonly<Record<string, unknown>>
}

/** An event that the document does not know. */
export interface UnknownEvent {
  readonly event: 'unknown'
  /** As it was called. */
  readonly called: string
}

export type ChatlayerEvent = MessagesEvent | OffloadEvent
