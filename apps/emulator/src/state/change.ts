import type { ChatTraits } from '../platform/emulated-chat.ts'
import type { Credentials } from '../rest/credentials.ts'

/** Something that is to be known after a restart: a line of the state's file. Times are Unix seconds. */
export type Change =
  | { readonly kind: 'app'; readonly credentials: Credentials }
  | {
      readonly kind: 'webhook'
      readonly id: string
      readonly url: string
      readonly events: readonly string[]
      readonly secret: string
    }
  | { readonly kind: 'user'; readonly user: KeptUser }
  | { readonly kind: 'chat'; readonly chat: KeptChat }
  | { readonly kind: 'attended'; readonly chat: string; readonly agent: string; readonly at: number }
  | { readonly kind: 'said'; readonly chat: string; readonly message: KeptMessage }
  | {
      readonly kind: 'closed'
      readonly chat: string
      readonly by: string
      readonly reason: string
      readonly at: number
    }
  | { readonly kind: 'status'; readonly agent: string; readonly status: 'online' | 'paused' | 'offline' }

/** A customer, as kept. */
export interface KeptUser {
  readonly id: string
  readonly name: string
  readonly externalId: string
  readonly contact: string
  readonly extraInfo: Readonly<Record<string, unknown>>
  readonly at: number
}

/** Something said, as kept. */
export interface KeptMessage {
  readonly id: string
  readonly sender: string
  readonly message: string
  readonly at: number
}

/** A chat, as kept when it was opened. */
export interface KeptChat {
  readonly id: string
  readonly creator: string
  readonly traits: ChatTraits
  readonly at: number
  readonly priority: number
  readonly needs: readonly (readonly [string, number])[]
  readonly messages: readonly KeptMessage[]
}
