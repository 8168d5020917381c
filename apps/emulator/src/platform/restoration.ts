import type { WorldAgent } from '@pointsman/world'
import type { ChatExtras } from './chat-extras.ts'
import type { ChatTraits, EmulatedChat } from './emulated-chat.ts'
import type { User, UserTraits } from './user.ts'

/** How what was there before is put back; in the order in which it came. Times are seconds since the start, so below 0. */
export interface Restoration {
  user(id: string, traits: UserTraits, createdAt: number): User
  /** A chat that is known; it is closed, or has to be opened. */
  chat(id: string, creator: User, traits: ChatTraits, createdAt: number, extras: ChatExtras): EmulatedChat
  /** It is open: with the agent who has it, or to be asked for. */
  open(chat: EmulatedChat, agent: WorldAgent | undefined): void
}
