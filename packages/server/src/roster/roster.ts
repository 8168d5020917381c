import type { Agent, AgentId, Chat, ChatId, Instant, Request } from '@pointsman/core'
import { Keeper } from './keeper.ts'
import type { RosterAgent } from './roster-agent.ts'

/** An agent as the roster shows them. */
export interface RosterRow extends RosterAgent {
  readonly chats: readonly ChatId[]
}

/** What a roster remembers beyond the process. */
export interface RosterDump {
  readonly held: readonly (readonly [ChatId, AgentId])[]
  readonly statuses: readonly (readonly [AgentId, RosterAgent['status']])[]
}

/**
 * The agents among whom pointsman routes by itself, and the chats they have. It stands where a platform stands
 * otherwise: it says who is there and how much room they have, and is told who takes a chat and when it is over.
 */
export class Roster {
  readonly #keeper: Keeper
  #agents: readonly RosterAgent[]
  readonly #statuses: Map<AgentId, RosterAgent['status']>
  readonly #holders: Map<ChatId, AgentId>
  readonly #lastActivity = new Map<AgentId, Instant>()

  /** `save` writes a dump down where it outlives the process. */
  constructor(
    agents: readonly RosterAgent[],
    dump: RosterDump = { held: [], statuses: [] },
    save: (dump: RosterDump) => Promise<void> = () => Promise.resolve(),
  ) {
    this.#agents = agents
    this.#keeper = new Keeper(() => save(this.dump()))
    this.#holders = new Map(dump.held)
    this.#statuses = new Map(dump.statuses)
  }

  /** Other agents take their place; whoever stays keeps chats and status. */
  replace(agents: readonly RosterAgent[]): void {
    this.#agents = agents
  }

  /** Who there is, with what they have. */
  rows(): readonly RosterRow[] {
    const held = this.#held()
    return this.#agents.map((agent) => ({ ...agent, status: this.#statusOf(agent), chats: held.get(agent.id) ?? [] }))
  }

  /** Who has the chat. */
  holderOf(chat: ChatId): AgentId | undefined {
    return this.#holders.get(chat)
  }

  /** The question who gets this chat. */
  requestFor(chat: Chat, at: Instant, id: string): Request {
    const held = this.#held()
    return { id, at, chat, agents: this.#agents.map((agent) => this.#shown(agent, held.get(agent.id) ?? [])) }
  }

  take(chat: ChatId, agent: AgentId, at: Instant): void {
    this.#holders.set(chat, agent)
    this.#lastActivity.set(agent, at)
  }

  /** The chat is over; answers who had it. */
  end(chat: ChatId, at: Instant): AgentId | undefined {
    const agent = this.#holders.get(chat)
    if (agent === undefined) return undefined
    this.#holders.delete(chat)
    this.#lastActivity.set(agent, at)
    return agent
  }

  /** False where there is no such agent. */
  setStatus(id: AgentId, status: RosterAgent['status']): boolean {
    if (!this.#agents.some((agent) => agent.id === id)) return false
    this.#statuses.set(id, status)
    return true
  }

  /** Resolves when what changed until now outlives the process. */
  kept(): Promise<void> {
    return this.#keeper.keep()
  }

  dump(): RosterDump {
    return { held: [...this.#holders], statuses: [...this.#statuses] }
  }

  #statusOf({ id, status }: RosterAgent): RosterAgent['status'] {
    return this.#statuses.get(id) ?? status
  }

  #held(): ReadonlyMap<AgentId, readonly ChatId[]> {
    const held = new Map<AgentId, ChatId[]>()
    for (const [chat, agent] of this.#holders) {
      const chats = held.get(agent)
      if (chats === undefined) held.set(agent, [chat])
      else chats.push(chat)
    }
    return held
  }

  #shown(agent: RosterAgent, chats: readonly ChatId[]): Agent {
    return {
      id: agent.id,
      status: this.#statusOf(agent),
      capacity: Math.max(0, agent.slots - chats.length),
      activeChats: chats.length,
      pendingInvitations: 0,
      chats: new Set(chats),
      lastActivityAt: this.#lastActivity.get(agent.id),
      lastLoginAt: undefined,
      queues: new Set(agent.queues),
      languages: new Set(agent.languages.map((language) => language.toLowerCase())),
      skills: new Map(Object.entries(agent.skills)),
      rejections: none,
      speed: 1,
      weight: 1,
      attributes: agent.name === '' ? {} : { name: agent.name },
    }
  }
}

const none: ReadonlySet<string> = new Set()
