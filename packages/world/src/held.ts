import type { ChatId } from '@pointsman/core'

/** What an agent's record needs of a chat. */
export interface Held {
  readonly id: ChatId
}
