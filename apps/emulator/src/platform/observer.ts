import type { WorldAgent } from '@pointsman/world'
import type { Answered } from './answer.ts'
import type { EmulatedChat, Message } from './emulated-chat.ts'

/** Looks on. Times are seconds since the start. */
export interface Observer {
  /** A customer asks for a chat. */
  arrived?(chat: EmulatedChat, at: number): void
  /** A webhook is asked for an agent. */
  asked?(chat: EmulatedChat, at: number): void
  /** What it said, and what the platform made of it. */
  answered?(chat: EmulatedChat, answered: Answered, at: number): void
  waits?(chat: EmulatedChat, at: number): void
  invited?(chat: EmulatedChat, agent: WorldAgent, at: number): void
  attended?(chat: EmulatedChat, agent: WorldAgent, at: number): void
  refused?(chat: EmulatedChat, agent: WorldAgent, at: number): void
  expired?(chat: EmulatedChat, agent: WorldAgent, at: number): void
  withdrawn?(chat: EmulatedChat, agent: WorldAgent, at: number): void
  /** Nobody is left to be invited. */
  alone?(chat: EmulatedChat, at: number): void
  /** The chat's record in the world is over, as its state says; the agent is the one who had it. */
  ended?(chat: EmulatedChat, agent: WorldAgent | undefined, at: number): void
  /** The chat is closed for good. */
  closed?(chat: EmulatedChat, at: number): void
  said?(chat: EmulatedChat, message: Message, at: number): void
  /** The customer's place in the queue is another. `wait`: seconds, where they can be told. */
  moved?(chat: EmulatedChat, position: number, wait: number | undefined, at: number): void
  /** An agent came, paused or went. */
  status?(agent: WorldAgent, at: number): void
  /** An agent's status, chats, invitations or refusals changed. */
  changed?(agent: WorldAgent, at: number): void
}
