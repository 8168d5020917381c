import type { Agent, Chat, Instant, Request } from '@pointsman/core'
import type { AssignPayload, WireAgent, WireChat, WireTime } from './payload.ts'

/** What an envelope says beside the question. */
export interface Envelope {
  /** The API key of the chat instance. */
  readonly appId: string
}

/**
 * The `chats:assign` that a platform in this state posts: every documented field, the ones that a request does not know
 * with a plain value. Decoding it gives the request back, with two reservations: skills, speed and weight are found in
 * the attributes too, and chats that are counted but not named get a made-up id.
 */
export function encodeAssign(request: Request, envelope: Envelope): AssignPayload {
  return {
    trigger: 'chats:assign',
    appId: envelope.appId,
    data: { agents: request.agents.map(encodeAgent), chat: encodeChat(request.chat, request.at) },
    created_at: request.at,
  }
}

/** An agent as the platform shows them. */
export function encodeAgent(agent: Agent): WireAgent {
  const known = [...agent.chats]
  const active = named(agent, known.slice(0, agent.activeChats), agent.activeChats, 'active')
  const invited = known.slice(agent.activeChats, agent.activeChats + agent.pendingInvitations)
  return {
    capacity: agent.capacity,
    providerId: 0,
    nickname: agent.id,
    contact: '',
    name: agent.id,
    status: agent.status,
    lastLogin: timeOr(agent.lastLoginAt),
    chatsAssigned: [],
    id: agent.id,
    invitations: named(agent, invited, agent.pendingInvitations, 'invited'),
    restrictions: { rooms: [...agent.queues], languages: [...agent.languages], ...permissions },
    created: 0,
    chatsAccepted: active,
    extraInfo: extraInfoOf(agent),
    chats: active,
    externalId: '',
    hasButtonsFixed: true,
    allowEnter: true,
    gender: 'N/A',
    rejections: [...agent.rejections],
    chatsWatching: [],
    lastActivity: timeOr(agent.lastActivityAt),
    provider: 'inbenta',
  }
}

/** A chat that waits, as the platform shows it. `at`: when it was last active. */
export function encodeChat(chat: Chat, at: Instant): WireChat {
  const extraInfo = {
    ...(chat.needs.size === 0 ? {} : { needs: listed(chat.needs) }),
    ...(chat.priority === 0 ? {} : { priority: chat.priority }),
  }
  return {
    created: chat.createdAt,
    externalId: '',
    source: sourceOf(chat.source),
    creator: chat.customer,
    room: chat.queue,
    attended: '',
    closed: '',
    status: 'waiting',
    users: chat.customer === '' ? [] : [chat.customer],
    watchers: [],
    solver: '',
    lang: chat.language,
    lastActivity: at,
    usersInvited: [...chat.invited],
    usersAssigned: [...chat.servedBefore],
    rejectedBy: [...chat.rejectedBy],
    inQueue: chat.queue !== '',
    sentimentAnalysis: chat.sentiment,
    screenShareSessions: [],
    ...(Object.keys(extraInfo).length === 0 ? {} : { extraInfo }),
    id: chat.id,
  }
}

const permissions = {
  back_to_inbox: true,
  send_attachment: true,
  add_agent: true,
  transfer: true,
  watch: true,
  intervene: true,
  show_active_time: true,
  forced_no_focus: true,
  manage_queues: false,
  remote_sharing: false,
}

/** The chats by name, and a made-up name for each that is only counted. */
function named(agent: Agent, chats: readonly string[], count: number, kind: string): readonly string[] {
  const all = [...chats]
  for (let n = chats.length + 1; n <= count; n++) all.push(`${agent.id}/${kind}-${n}`)
  return all
}

function extraInfoOf({ attributes, skills, speed, weight }: Agent): Record<string, unknown> {
  const { skills: _skills, speed: _speed, weight: _weight, ...others } = attributes
  return {
    ...others,
    ...(skills.size === 0 ? {} : { skills: listed(skills) }),
    ...(speed === 1 ? {} : { speed: typeof speed === 'number' ? speed : Object.fromEntries(speed) }),
    ...(weight === 1 ? {} : { weight }),
  }
}

function listed(levels: ReadonlyMap<string, number>): readonly string[] {
  return Array.from(levels, ([name, level]) => `${name}:${level}`)
}

function timeOr(at: Instant | undefined): WireTime {
  return at ?? ''
}

/** Sources are numbers on the wire. */
function sourceOf(source: string): string | number {
  return /^(0|[1-9]\d{0,14})$/.test(source) ? Number(source) : source
}
