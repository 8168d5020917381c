/** A bot's conversation and the chat that it became. Plain data. */
export interface Link {
  readonly session: string
  readonly botId: string
  /** `DRAFT` or `LIVE`. */
  readonly version: string
  readonly chat: string
  /** The customer, as Agent Chat knows them. */
  readonly user: string
  /** When the offload that it came of was sent; another time is another offload. */
  readonly offloadedAt: number
  /** The customer's messages that were in the chat when it began: its history. */
  readonly before: number
  /** Ids of the messages of that history, the newest of them: they may come once more by themselves. */
  readonly handedOver: readonly string[]
}
