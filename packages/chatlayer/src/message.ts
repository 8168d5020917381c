import type { Instant } from '@pointsman/core'

/** A button of a message. */
export interface Button {
  readonly title: string
  /** Such as `web_url`, `postback`; as it came. */
  readonly type: string
  /** Where a `web_url` leads; `''` for others. */
  readonly url: string
}

/** A card of a carousel. */
export interface Card {
  readonly title: string
  readonly subtitle: string
  readonly imageUrl: string
  readonly buttons: readonly Button[]
}

/** What was said, by kind. */
export type Message =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'quick-replies'; readonly text: string; readonly replies: readonly string[] }
  /** The document's "generic template". */
  | { readonly kind: 'carousel'; readonly cards: readonly Card[] }
  /** The document's "button template". */
  | { readonly kind: 'buttons'; readonly text: string; readonly buttons: readonly Button[] }
  /** The customer opened the chat. */
  | { readonly kind: 'intro' }
  | { readonly kind: 'upload'; readonly urls: readonly string[] }
  | { readonly kind: 'location'; readonly latitude: number; readonly longitude: number }
  /** The customer pressed a button. */
  | { readonly kind: 'postback'; readonly title: string; readonly nextDialogstateId: string }
  /** Of a kind that the document does not know. */
  | { readonly kind: 'other'; readonly called: string }

/** The customer, as a message of theirs says. */
export interface Sender {
  readonly id: string
  readonly firstname: string
  /** In lower case; `''` where it is not said. */
  readonly preferredLanguage: string
  /** Said from the vendor's test window: the document writes the text `"true"`. */
  readonly isEmulator: boolean
}

/** An entry of a conversation. */
export interface TranscriptEntry {
  readonly actor: 'bot' | 'user'
  /** Undefined where it is not said. */
  readonly at: Instant | undefined
  readonly message: Message
  /** The customer, where the entry is theirs and says so. */
  readonly sender: Sender | undefined
  /** The message's own id, or where it has none one made of what it says: the same for the same delivery. */
  readonly id: string
}
