import type { ChatId, Instant } from './model.ts'

/**
 * Chats for which we named nobody and that have not been heard of since: the platform may have given them away by a rule
 * of its own, and the first snapshot that shows one with somebody says so.
 */
export class PassedChats {
  // In the order in which they run out, so that letting time pass looks at the front only.
  readonly #until = new Map<ChatId, Instant>()
  // Nothing runs out before this: the front of a map is slow to reach when much was deleted there.
  #firstUntil = Number.POSITIVE_INFINITY

  get size(): number {
    return this.#until.size
  }

  has(chat: ChatId): boolean {
    // Most often there are none, and this is asked for every chat of every agent.
    return this.#until.size > 0 && this.#until.has(chat)
  }

  add(chat: ChatId, until: Instant): void {
    this.#until.delete(chat)
    this.#until.set(chat, until)
    this.#firstUntil = Math.min(this.#firstUntil, until)
  }

  delete(chat: ChatId): void {
    this.#until.delete(chat)
  }

  /**
   * Forgets those whose time is up. One that would last longer than any can was stamped by a wrong clock, or this request
   * was overtaken: it is taken for passed now, so that it holds up nothing behind it.
   */
  runOut(at: Instant, longest: number): void {
    if (at < this.#firstUntil && this.#firstUntil - at <= longest) return
    this.#firstUntil = Number.POSITIVE_INFINITY
    for (const [chat, until] of this.#until) {
      if (until - at > longest) this.add(chat, at + longest)
      else if (until > at) {
        this.#firstUntil = until
        return
      } else this.#until.delete(chat)
    }
  }
}
