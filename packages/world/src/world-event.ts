import type { Status } from '@pointsman/core'
import type { ChatClass } from './chat-class.ts'
import type { WorldAgent } from './world-agent.ts'
import type { WorldChat } from './world-chat.ts'

/** What happens to the contact centre. An event about a chat that has moved on meanwhile changes nothing. */
export type WorldEvent<C extends WorldChat = WorldChat> =
  /** A customer asks for a chat; its number is above that of every chat before. */
  | { readonly kind: 'arrive'; readonly chat: C }
  /** The webhook's answer for a chat that was called: an agent, or nobody. */
  | { readonly kind: 'answer'; readonly chat: C; readonly agent: WorldAgent | undefined }
  /** The invited agent takes the chat. */
  | { readonly kind: 'accept'; readonly chat: C }
  /** The invited agent refuses it. */
  | { readonly kind: 'reject'; readonly chat: C }
  /** The invitation ran out. */
  | { readonly kind: 'expire'; readonly chat: C }
  /** The chat is over. */
  | { readonly kind: 'close'; readonly chat: C }
  /**
   * The agent hands the chat on: they are free, and it is asked for at once, now in that class with that priority. Who refused
   * it is not asked again; it is not turned away for want of room in the line.
   */
  | {
      readonly kind: 'transfer'
      readonly chat: C
      readonly chatClass: ChatClass
      readonly priority?: number | undefined
    }
  /** The customer's patience ended. */
  | { readonly kind: 'abandon'; readonly chat: C }
  /** A waiting chat is asked for again though nobody came free. */
  | { readonly kind: 'retry'; readonly chat: C }
  /** An agent comes online, pauses, or goes. Whoever does not stay online loses pending invitations and keeps chats. */
  | { readonly kind: 'status'; readonly agent: WorldAgent; readonly status: Status }
