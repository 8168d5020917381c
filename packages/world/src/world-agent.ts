import type { Agent, AgentId, ChatId, Instant, QueueId, Status } from '@pointsman/core'
import { emptyList } from './empty-list.ts'
import type { WaitingLine } from './waiting-line.ts'

/** What an agent is and stays. */
export interface AgentTraits {
  readonly id: AgentId
  /** Chats at once; a whole number, at least 1. */
  readonly slots: number
  readonly queues: ReadonlySet<QueueId>
  /** In lower case; empty: any. */
  readonly languages?: ReadonlySet<string>
  readonly skills?: ReadonlyMap<string, number>
  readonly speed?: number | ReadonlyMap<QueueId, number>
  readonly weight?: number
  readonly attributes?: Readonly<Record<string, unknown>>
}

/** What an agent's record needs of a chat. */
export interface Held {
  readonly id: ChatId
}

/** What an agent's record needs of a class of chats. */
export interface Servable {
  readonly index: number
  readonly line: WaitingLine
  available: number
}

/** An agent in the world: one record for the whole run, updated in place by the world alone. */
export class WorldAgent implements Agent {
  // First what every chat changes: large rosters are limited by the memory that is touched.
  /** The agent's place in the world's list. */
  readonly index: number
  status: Status = 'offline'
  capacity: number
  activeChats = 0
  /** Chats in progress. */
  readonly held: Held[] = emptyList()
  /** The classes of chats that the agent may take, in the order in which they were made; agents alike share the list. */
  classes: readonly Servable[] = noClasses
  /** Instants; NaN: never. As numbers they are updated in place, where `number | undefined` would be made anew. */
  activeAt: number = NaN
  loginAt: number = NaN
  readonly speed: number | ReadonlyMap<QueueId, number>
  readonly weight: number
  pendingInvitations = 0
  /** Chats with an invitation out to this agent. */
  readonly invitedTo: Held[] = emptyList()
  /** Chats refused that are not over yet. */
  rejections: Set<ChatId> = nothing
  readonly id: AgentId
  readonly slots: number
  readonly queues: ReadonlySet<QueueId>
  readonly languages: ReadonlySet<string>
  readonly skills: ReadonlyMap<string, number>
  readonly attributes: Readonly<Record<string, unknown>>

  constructor(traits: AgentTraits, index: number) {
    this.id = traits.id
    this.index = index
    this.slots = traits.slots
    this.capacity = traits.slots
    this.queues = traits.queues
    this.languages = traits.languages ?? nothing
    this.skills = traits.skills ?? noSkills
    this.speed = traits.speed ?? 1
    this.weight = traits.weight ?? 1
    this.attributes = traits.attributes ?? {}
  }

  get lastActivityAt(): Instant | undefined {
    return Number.isNaN(this.activeAt) ? undefined : this.activeAt
  }

  get lastLoginAt(): Instant | undefined {
    return Number.isNaN(this.loginAt) ? undefined : this.loginAt
  }

  /** The chats in progress and then the chats invited to; made anew at each reading. */
  get chats(): ReadonlySet<ChatId> {
    const chats = new Set<ChatId>()
    for (const { id } of this.held) chats.add(id)
    for (const { id } of this.invitedTo) chats.add(id)
    return chats
  }

  /** Whether the agent could be given a chat now. */
  get available(): boolean {
    return this.status === 'online' && this.capacity >= 1
  }
}

const nothing: Set<string> = new Set()
const noClasses: readonly Servable[] = emptyList()
const noSkills: ReadonlyMap<string, number> = new Map()
