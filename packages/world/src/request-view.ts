import type { Agent, Chat, Instant, Request } from '@pointsman/core'
import type { WorldChat } from './world-chat.ts'

/** One request used again and again: a view of the world as it is. */
export class RequestView implements Request {
  at: Instant = 0
  agents: readonly Agent[] = []
  #chat: WorldChat | undefined = undefined

  of(chat: WorldChat, at: Instant, agents: readonly Agent[]): Request {
    this.#chat = chat
    this.at = at
    this.agents = agents
    return this
  }

  get chat(): Chat {
    return this.#chat as WorldChat
  }

  /** The chat and how often an agent was asked for, so that no two questions bear the same id. */
  get id(): string {
    const chat = this.#chat as WorldChat
    return `${chat.id}/${chat.asked}`
  }
}
