import type { EmulatedChat, Message } from '../platform/emulated-chat.ts'
import type { Stamp } from './stamp.ts'

/** A message in the platform's words. */
export interface WireMessage {
  readonly id: string
  readonly chat: string
  readonly sender: string
  readonly type: 'text'
  readonly message: string
  readonly created: number
}

export function wireMessage({ id: chat }: EmulatedChat, message: Message, stamp: Stamp): WireMessage {
  return {
    id: message.id,
    chat,
    sender: message.sender,
    type: 'text',
    message: message.message,
    created: stamp(message.at),
  }
}
