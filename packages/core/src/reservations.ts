import type { AgentId, ChatId, Instant } from './model.ts'

/** A chat that was named to an agent and has not been seen since. */
export interface Reservation {
  readonly agent: AgentId
  until: Instant
}

/** What was named and is still open, by chat and by agent. */
export class Reservations {
  // In the order in which they run out, so that letting time pass looks at the front only.
  readonly #byChat = new Map<ChatId, Reservation>()
  // Only agents with a reservation stand here, so that asking for the others, which are most, is quick.
  readonly #byAgent = new Map<AgentId, number>()
  #most = 0
  // Nothing runs out before this. The front of a map is slow to reach when much was deleted there, so it is not looked at
  // for nothing.
  #firstUntil = Number.POSITIVE_INFINITY

  get size(): number {
    return this.#byChat.size
  }

  /** No agent has more than this. */
  get most(): number {
    return this.#most
  }

  /** Whom the chat is reserved for. */
  agentOf(chat: ChatId): AgentId | undefined {
    return this.#byChat.get(chat)?.agent
  }

  of(agent: AgentId): number {
    return this.#byAgent.get(agent) ?? 0
  }

  entries(): IterableIterator<[ChatId, Reservation]> {
    return this.#byChat.entries()
  }

  reserve(chat: ChatId, reservation: Reservation): void {
    this.release(chat)
    this.#byChat.set(chat, reservation)
    this.#firstUntil = Math.min(this.#firstUntil, reservation.until)
    const has = this.of(reservation.agent) + 1
    this.#byAgent.set(reservation.agent, has)
    if (has > this.#most) this.#most = has
  }

  release(chat: ChatId): void {
    const reservation = this.#byChat.get(chat)
    if (reservation === undefined) return
    this.#byChat.delete(chat)
    const had = this.of(reservation.agent)
    if (had === 1) this.#byAgent.delete(reservation.agent)
    else this.#byAgent.set(reservation.agent, had - 1)
    if (had === this.#most) this.#most = Math.max(0, ...this.#byAgent.values())
  }

  /**
   * Ends those whose time is up. One that would last longer than any can was stamped by a wrong clock: it is taken for made
   * now, so that it holds up nothing behind it.
   */
  runOut(at: Instant, longest: number): void {
    if (at < this.#firstUntil && this.#firstUntil - at <= longest) return
    this.#firstUntil = Number.POSITIVE_INFINITY
    for (const [chat, reservation] of this.#byChat) {
      if (reservation.until - at > longest) {
        reservation.until = at + longest
        this.#byChat.delete(chat)
        this.#byChat.set(chat, reservation)
      } else if (reservation.until > at) {
        this.#firstUntil = reservation.until
        return
      } else this.release(chat)
    }
  }
}
