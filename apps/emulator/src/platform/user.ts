/** A customer. */
export interface User {
  readonly id: string
  readonly name: string
  readonly externalId: string
  readonly contact: string
  readonly extraInfo: Readonly<Record<string, unknown>>
  /** Seconds since the start. */
  readonly createdAt: number
  /** The chat that is open. */
  chat: string | undefined
}

/** What is said of a customer who is new. */
export interface UserTraits {
  readonly name: string
  readonly externalId?: string | undefined
  readonly contact?: string | undefined
  readonly extraInfo?: Readonly<Record<string, unknown>> | undefined
}
