import type { Conversation } from '@pointsman/chatlayer'
import type { Parcel } from '../outbox/parcel.ts'
import type { Link } from './link.ts'

/** What the bridge carries: words of the customer to Agent Chat, words of agents to the bot's channel, and the bot's turn. */
export type Carried =
  | {
      readonly to: 'agent-chat'
      readonly chat: string
      readonly user: string
      readonly text: string
      /** How many messages of the customer's there are in the chat when this one is in. */
      readonly ordinal: number
    }
  | { readonly to: 'chatlayer'; readonly link: Conversation; readonly text: string }
  /** The chat that is over, so that a later one of the same conversation is not spoken into. */
  | { readonly to: 'bot'; readonly link: Conversation; readonly speaks: boolean; readonly chat: string }
  /** The customer's words to whoever attends them in Aivo. */
  | { readonly to: 'aivo'; readonly room: string; readonly text: string; readonly session: string }
  /** A chat that nobody is to have is closed. */
  | { readonly to: 'nobody'; readonly chat: string }

/** A parcel with what it carries. */
export interface BridgeParcel extends Parcel {
  readonly body: Carried
}

/** Words of the customer: one lane for each chat, so that none waits for what an earlier one left. */
export function toAgentChat({ chat, user }: Link, id: string, text: string, ordinal: number): BridgeParcel {
  return { id: `in:${chat}:${id}`, lane: `in:${chat}`, body: { to: 'agent-chat', chat, user, text, ordinal } }
}

/** Words of an agent; the same lane as the bot's turn, which comes behind the last of them. */
export function toChatlayer({ botId, session, version }: Conversation, id: string, text: string): BridgeParcel {
  return { id: `out:${id}`, lane: `out:${session}`, body: { to: 'chatlayer', link: { botId, session, version }, text } }
}

/** It is the bot's turn again. */
export function botSpeaks({ botId, session, version, chat }: Link): BridgeParcel {
  const link = { botId, session, version }
  return { id: `over:${chat}`, lane: `out:${session}`, body: { to: 'bot', link, speaks: true, chat } }
}

/** Somebody takes over though the bot was not told so. */
export function botIsSilent({ botId, session, version, chat }: Conversation & { readonly chat: string }): BridgeParcel {
  const link = { botId, session, version }
  return { id: `silent:${chat}`, lane: `out:${session}`, body: { to: 'bot', link, speaks: false, chat } }
}

/** Words of the customer for Aivo: one lane for each room. */
export function toAivo({ chat, session }: Link, id: string, text: string): BridgeParcel {
  return { id: `in:${chat}:${id}`, lane: `in:${chat}`, body: { to: 'aivo', room: chat, text, session } }
}

/** A chat that was begun for nothing. */
export function dropped(chat: string): BridgeParcel {
  return { id: `drop:${chat}`, lane: `in:${chat}`, body: { to: 'nobody', chat } }
}
