import type { Conversation } from '@pointsman/chatlayer'

/** A wish to be put in Aivo's queue. Plain data. */
export interface Ask {
  /** The same for the same wish: it is made known to Aivo once. */
  readonly id: string
  /** The user's own hash. */
  readonly hash: string
  readonly groups: readonly number[]
  /** When the customer asked: milliseconds since 1970. */
  readonly atMs: number
  /** The bot's conversation, where it came by an offload. */
  readonly of?: AskedBy | undefined
}

/** The offload that asks. */
export interface AskedBy extends Conversation {
  /** When it was sent; another time is another offload. */
  readonly offloadedAt: number
  /** Ids of the transcript's messages of the customer's: they may come once more by themselves. */
  readonly handedOver: readonly string[]
}
