import type { Outcome } from '../outbox/parcel.ts'

/**
 * Closes chats that nobody is to have, and sees to it that none is closed which a conversation is just being given: Agent Chat
 * makes no second chat for a user who has one, so that the next offload is given what the last one left.
 */
export class Unwanted {
  readonly #close: (chat: string) => Promise<Outcome>
  /** By chat: it is on its way to be closed. */
  readonly #closing = new Map<string, Promise<unknown>>()
  /** By chat, the session that is being given it. */
  readonly #claimed = new Map<string, string>()

  /** `close` makes one attempt and never rejects. */
  constructor(close: (chat: string) => Promise<Outcome>) {
    this.#close = close
  }

  /** Makes one attempt to close it, unless somebody is being given it. */
  async close(chat: string): Promise<Outcome> {
    if (this.#claimed.has(chat)) return { kind: 'again', why: 'a conversation is being given it', uncertain: false }
    const closing = this.#close(chat).finally(() => this.#closing.delete(chat))
    this.#closing.set(chat, closing)
    return closing
  }

  /** From now until the session's release nobody closes the chat; resolves when nobody is about to any more. */
  async claim(chat: string, session: string): Promise<void> {
    this.#claimed.set(chat, session)
    await this.#closing.get(chat)
  }

  /** The session has what it was being given, or will not have it. */
  release(session: string): void {
    for (const [chat, by] of this.#claimed) if (by === session) this.#claimed.delete(chat)
  }
}
