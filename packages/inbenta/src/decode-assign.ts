import type { Agent, QueueId, Request } from '@pointsman/core'
import { decodeAgent, type AgentReading } from './decode-agent.ts'
import { decodeChat } from './decode-chat.ts'
import type { DecodeOptions } from './decode-options.ts'
import { idOf, idsOf, noIds } from './id-set.ts'
import type { AssignPayload, WireAgent } from './payload.ts'

/**
 * The question in our words. Reads the payload's own lists, so the payload must not be changed while the request is in
 * use. Of a payload that was checked; never throws.
 */
export function decodeAssign(payload: AssignPayload, options: DecodeOptions = asDocumented): Request {
  const { created_at: at, data } = payload
  const reading = options === asDocumented ? readAsDocumented : readingOf(payload, options)
  const chat = decodeChat(data.chat, at, options)
  const agents: Agent[] = []
  for (let i = 0; i < data.agents.length; i++) agents.push(decodeAgent(data.agents[i] as WireAgent, reading))
  return { id: options.id ?? `${chat.id}@${at}#${chat.invited.size}.${chat.rejectedBy.size}`, at, chat, agents }
}

const asDocumented: DecodeOptions = {}

const readAsDocumented: AgentReading = {
  emptyRooms: noIds,
  emptyLanguages: noIds,
  capacityCountsInvitations: true,
  skillsFrom: ['extraInfo', 'skills'],
  skillsFormat: 'list',
}

/** Core reads an empty set of languages as any, so that none is a set of what no chat states. */
const noLanguage: ReadonlySet<string> = new Set([''])

/** What the options say of every agent; the payload is read where agents without rooms serve any that it names. */
export function readingOf(payload: AssignPayload | undefined, options: DecodeOptions): AgentReading {
  const { skills } = options
  return {
    emptyRooms: options.emptyRooms === 'any' && payload !== undefined ? everyRoom(payload) : noIds,
    emptyLanguages: options.emptyLanguages === 'none' ? noLanguage : noIds,
    capacityCountsInvitations: options.capacityCountsInvitations ?? true,
    skillsFrom: skills === undefined ? readAsDocumented.skillsFrom : skills.from.split('.'),
    skillsFormat: skills?.format ?? 'list',
  }
}

function everyRoom({ data }: AssignPayload): ReadonlySet<QueueId> {
  const rooms = new Set<QueueId>()
  const room = idOf(data.chat.room)
  if (room !== '') rooms.add(room)
  for (const { restrictions } of data.agents) {
    if (restrictions) for (const named of idsOf(restrictions.rooms)) rooms.add(named)
  }
  return rooms
}
