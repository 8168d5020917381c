import { SimulatedChat } from './simulated-chat.ts'

/** The records of chats: those that are over are used again, so that there are as many as there were chats at once. */
export class ChatRecords {
  /** Chats that are not over. */
  present = 0
  /** To be used again, linked like a line. */
  #spare: SimulatedChat | undefined = undefined

  /** A record for a chat that arrives. */
  take(): SimulatedChat {
    this.present += 1
    const chat = this.#spare
    if (chat === undefined) return new SimulatedChat()
    this.#spare = chat.next as SimulatedChat | undefined
    return chat
  }

  /** Takes back the record of a chat that is over. */
  release(chat: SimulatedChat): void {
    this.present -= 1
    chat.next = this.#spare
    this.#spare = chat
  }
}
