import type { Agent, AgentId, ChatId, Instant, QueueId, Status } from '@pointsman/core'
import { emptyList } from './empty-list.ts'
import type { Held } from './held.ts'
import type { Holdings } from './holdings.ts'
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

/** What an agent's record needs of a class of chats. */
export interface Servable {
  readonly index: number
  readonly line: WaitingLine
  available: number
}

/** What is kept of all agents together, apart from their records. */
export interface SharedRecords {
  readonly holdings: Holdings
  /** By agent: instants, NaN for never. */
  readonly activeAt: Float64Array
  readonly loginAt: Float64Array
}

/** An agent in the world: one record for the whole run, updated in place by the world alone. */
export class WorldAgent implements Agent {
  // First what every chat reads or changes: large rosters are limited by the memory that is touched.
  status: Status = 'offline'
  capacity: number
  /** The capacity while online, and below 0 else: one number tells whether the agent can be given a chat. */
  open: number
  activeChats = 0
  /** The agent's place in the world's list. */
  readonly index: number
  /** The classes of chats that the agent may take, in the order in which they were made; agents alike share the list. */
  classes: readonly Servable[] = noClasses
  /** The first of the agent's places in the holdings. */
  readonly firstPlace: number
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
  /** Not private, so that what has an agent as its prototype reads as the agent does. */
  readonly shared: SharedRecords

  /** `firstPlace`: of the agent's slots among those of all. */
  constructor(traits: AgentTraits, index: number, firstPlace: number, shared: SharedRecords) {
    this.id = traits.id
    this.index = index
    this.firstPlace = firstPlace
    this.shared = shared
    this.slots = traits.slots
    this.capacity = traits.slots
    this.open = -1 - traits.slots
    this.queues = traits.queues
    this.languages = traits.languages ?? nothing
    this.skills = traits.skills ?? noSkills
    this.speed = traits.speed ?? 1
    this.weight = traits.weight ?? 1
    this.attributes = traits.attributes ?? {}
  }

  /** When the agent last did anything; NaN: never. */
  get activeAt(): Instant {
    return this.shared.activeAt[this.index] as number
  }

  /** When the agent last logged in; NaN: never. */
  get loginAt(): Instant {
    return this.shared.loginAt[this.index] as number
  }

  get lastActivityAt(): Instant | undefined {
    return Number.isNaN(this.activeAt) ? undefined : this.activeAt
  }

  get lastLoginAt(): Instant | undefined {
    return Number.isNaN(this.loginAt) ? undefined : this.loginAt
  }

  /** The chats in progress; made anew at each reading. */
  get held(): readonly Held[] {
    return Array.from({ length: this.activeChats }, (_, place) => this.holding(place))
  }

  /** One of the chats in progress: from 0 up to but not with `activeChats`. */
  holding(place: number): Held {
    return this.shared.holdings.at(this.firstPlace + place)
  }

  /** The chats in progress and then the chats invited to; made anew at each reading. */
  get chats(): ReadonlySet<ChatId> {
    const chats = new Set<ChatId>()
    for (const { id } of this.held) chats.add(id)
    for (const { id } of this.invitedTo) chats.add(id)
    return chats
  }

  /** Whether the status is online. */
  get isOnline(): boolean {
    return this.open >= 0
  }

  /** Whether the agent could be given a chat now. */
  get available(): boolean {
    return this.open >= 1
  }
}

const nothing: Set<string> = new Set()
const noClasses: readonly Servable[] = emptyList()
const noSkills: ReadonlyMap<string, number> = new Map()
