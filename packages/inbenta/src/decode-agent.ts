import { fieldAt, levelsOf, numberOf, type LevelsFormat } from '@pointsman/wire'
import type { Agent, QueueId, Status } from '@pointsman/core'
import { idOf, idsOf, idSet, noIds, setOf, union } from './id-set.ts'
import type { WireAgent } from './payload.ts'

/** What is the same for every agent of a payload. */
export interface AgentReading {
  readonly emptyRooms: ReadonlySet<QueueId>
  readonly emptyLanguages: ReadonlySet<string>
  readonly capacityCountsInvitations: boolean
  readonly skillsFrom: readonly string[]
  readonly skillsFormat: LevelsFormat
}

/** An agent in our words. Sets may read the payload's own lists: it must not be changed while the agent is in use. */
export function decodeAgent(wire: WireAgent, reading: AgentReading): Agent {
  const { restrictions } = wire
  const active = union(idsOf(wire.chats), idsOf(wire.chatsAssigned))
  const pendingInvitations = Array.isArray(wire.invitations) ? wire.invitations.length : 0
  const attributes = fieldsOf(wire.extraInfo)
  const rooms = restrictions ? idSet(restrictions.rooms) : noIds
  const languages = restrictions ? languagesOf(restrictions.languages) : noIds
  return {
    id: idOf(wire.id),
    status: statusOf(wire.status),
    capacity: reading.capacityCountsInvitations ? wire.capacity : Math.max(0, wire.capacity - pendingInvitations),
    activeChats: active.length,
    pendingInvitations,
    chats: setOf(pendingInvitations === 0 ? active : union(active, idsOf(wire.invitations))),
    lastActivityAt: timeOf(wire.lastActivity),
    lastLoginAt: timeOf(wire.lastLogin),
    queues: rooms.size === 0 ? reading.emptyRooms : rooms,
    languages: languages.size === 0 ? reading.emptyLanguages : languages,
    skills: levelsOf(fieldAt(wire, reading.skillsFrom), reading.skillsFormat),
    rejections: idSet(wire.rejections),
    speed: attributes === noFields ? 1 : speedOf(attributes['speed']),
    weight: attributes === noFields ? 1 : positive(attributes['weight']),
    attributes,
  }
}

/** Unix seconds, or undefined where there is no time. */
export function timeOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

/** A language as it is compared: in lower case. */
export function languageOf(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : ''
}

type Fields = Readonly<Record<string, unknown>>

const noFields: Fields = Object.freeze({})

/** An object's fields; nobody's where there is no object, such as the `[]` that some languages write for an empty one. */
function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : noFields
}

function languagesOf(list: unknown): ReadonlySet<string> {
  const languages = idsOf(list)
  for (let i = 0; i < languages.length; i++) {
    const language = languages[i] as string
    if (language !== language.toLowerCase()) return idSet(languages.map(languageOf))
  }
  return setOf(languages)
}

function statusOf(value: unknown): Status {
  if (value === 'online' || value === 'paused' || value === 'offline') return value
  const word = typeof value === 'string' ? value.toLowerCase() : ''
  return word === 'online' || word === 'paused' || word === 'offline' ? word : 'unknown'
}

function speedOf(value: unknown): number | ReadonlyMap<QueueId, number> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return positive(value)
  return levelsOf(value, 'map')
}

function positive(value: unknown): number {
  const number = numberOf(value)
  return number > 0 && number < Number.POSITIVE_INFINITY ? number : 1
}
