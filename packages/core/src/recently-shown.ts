import type { Agent, AgentId, ChatId, Instant, Request } from './model.ts'

interface Shown {
  readonly agent: AgentId
  /** The instant of the snapshot that shows it first. */
  readonly at: Instant
}

/** Snapshots overtake each other by no more than the platform waits for an answer; with room for slow ways, in seconds. */
const longestOvertaking = 15

/**
 * Chats that a snapshot has shown with their agents lately. Requests overtake each other: one whose snapshot is older still
 * shows the slot as free, and has to be read as if the chat were in it.
 */
export class RecentlyShown {
  /** By the second of the snapshot: most requests are the newest, and then there is one to be looked at. */
  readonly #seconds = new Map<number, Map<ChatId, Shown>>()
  readonly #secondOf = new Map<ChatId, number>()
  #now = Number.NaN
  #missing = new Map<AgentId, number>()
  #most = 0

  /** No agent misses more than this. */
  get most(): number {
    return this.#most
  }

  add(chat: ChatId, agent: AgentId, at: Instant): void {
    this.remove(chat)
    const second = Math.floor(at)
    let shown = this.#seconds.get(second)
    if (shown === undefined) this.#seconds.set(second, (shown = new Map()))
    shown.set(chat, { agent, at })
    this.#secondOf.set(chat, second)
  }

  /** The chat is not with the agent any more; with nobody, where none is named. */
  remove(chat: ChatId, agent?: AgentId): void {
    const second = this.#secondOf.get(chat)
    if (second === undefined) return
    const shown = this.#seconds.get(second)
    if (agent !== undefined && shown?.get(chat)?.agent !== agent) return
    shown?.delete(chat)
    this.#secondOf.delete(chat)
  }

  /** Forgets what no request can be older than, and what a wrong clock stamped far ahead. */
  forget(at: Instant): void {
    const now = Math.floor(at)
    if (now === this.#now) return
    this.#now = now
    for (const [second, shown] of this.#seconds) {
      if (Math.abs(now - second) <= longestOvertaking) continue
      for (const chat of shown.keys()) this.#secondOf.delete(chat)
      this.#seconds.delete(second)
    }
  }

  /** From here on `missing` is said of this request. */
  heed(request: Request): void {
    if (this.#most > 0) {
      this.#missing = new Map()
      this.#most = 0
    }
    if (this.#secondOf.size === 0) return
    const second = Math.floor(request.at)
    let listed: ReadonlyMap<AgentId, Agent> | undefined
    for (const [shownIn, shown] of this.#seconds) {
      // Whatever is newer and does not show it knows that it is over.
      if (shownIn < second || shown.size === 0) continue
      listed ??= new Map(request.agents.map((agent) => [agent.id, agent]))
      this.#look(request, shown, listed)
    }
  }

  /** Chats that the agent has and the request does not show. */
  missing(agent: AgentId): number {
    return this.#missing.get(agent) ?? 0
  }

  #look({ at, chat }: Request, shown: ReadonlyMap<ChatId, Shown>, listed: ReadonlyMap<AgentId, Agent>): void {
    for (const [id, { agent, at: shownAt }] of shown) {
      if (at > shownAt || id === chat.id || listed.get(agent)?.chats.has(id) !== false) continue
      const missing = this.missing(agent) + 1
      this.#missing.set(agent, missing)
      if (missing > this.#most) this.#most = missing
    }
  }
}
