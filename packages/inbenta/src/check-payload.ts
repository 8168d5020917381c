import { PayloadError, describeValue } from '@pointsman/wire'
import type { Payload } from './payload.ts'

/** More free slots than this is a mistake, not a roster. */
const mostCapacity = 10_000
/** Up to this many agents, comparing each with each finds a twin faster than a set does, and allocates nothing. */
const fewAgents = 32

const noAgents: readonly unknown[] = []

const anId = 'an id (text that is not empty, or a whole number)'
const aList = 'a list'
/** Milliseconds would be far above it, and would hold up every clock behind them. */
const latestTime = 9_999_999_999
const aTime = 'a number (Unix seconds, at most 9,999,999,999)'

/**
 * Checks what came from outside. Strict where the documents speak, tolerant where they are silent: times and lists may
 * be absent, null or `""`, ids may be numbers, and fields and triggers that are not known pass. Gives the value back as
 * it came. Throws a `PayloadError` for the first thing that is wrong. `checked` are the agents of a payload that passed: an
 * agent who is the very same object in the same place is not checked again.
 */
export function checkPayload(value: unknown, checked: readonly unknown[] = noAgents): Payload {
  if (!isObject(value)) throw new PayloadError('', 'an object', describeValue(value))
  const { trigger, created_at: at } = value
  if (typeof trigger !== 'string') throw new PayloadError('trigger', 'text', describeValue(trigger))
  if (trigger === 'chats:assign') {
    if (!isTime(at)) throw new PayloadError('created_at', aTime, describeValue(at))
    checkData(value['data'], checked)
  } else if (!isBlank(at) && !isTime(at)) {
    throw new PayloadError('created_at', aTime, describeValue(at))
  }
  return value as unknown as Payload
}

function isTime(at: unknown): boolean {
  return Number.isFinite(at) && (at as number) >= 0 && (at as number) <= latestTime
}

function checkData(data: unknown, checked: readonly unknown[]): void {
  if (!isObject(data)) throw new PayloadError('data', 'an object', describeValue(data))
  const { chat, agents } = data
  if (!isObject(chat)) throw new PayloadError('data.chat', 'an object', describeValue(chat))
  checkChat(chat)
  if (!Array.isArray(agents)) throw new PayloadError('data.agents', aList, describeValue(agents))
  let sameIds = agents.length === checked.length
  for (let i = 0; i < agents.length; i++) {
    if (i < checked.length && agents[i] === checked[i]) continue
    checkAgent(agents[i], i)
    sameIds &&= agents[i].id === (checked[i] as Identified).id
  }
  if (sameIds) return
  const twin = agents.length <= fewAgents ? twinAmongFew(agents) : twinAmongMany(agents)
  if (twin < 0) return
  throw new PayloadError(`data.agents[${twin}].id`, 'an id of its own', `${describeValue(agents[twin].id)} once more`)
}

function checkChat(chat: Fields): void {
  if (!isId(chat['id'])) throw new PayloadError('data.chat.id', anId, describeValue(chat['id']))
  const { room, lang } = chat
  if (!isBlank(room) && !isId(room)) throw new PayloadError('data.chat.room', anId, describeValue(room))
  if (!isBlank(lang) && typeof lang !== 'string') throw new PayloadError('data.chat.lang', 'text', describeValue(lang))
  if (!isListOrBlank(chat['usersInvited'])) throw notAList('data.chat.usersInvited', chat['usersInvited'])
  if (!isListOrBlank(chat['usersAssigned'])) throw notAList('data.chat.usersAssigned', chat['usersAssigned'])
  if (!isListOrBlank(chat['rejectedBy'])) throw notAList('data.chat.rejectedBy', chat['rejectedBy'])
}

function checkAgent(agent: unknown, i: number): void {
  if (!isObject(agent)) throw new PayloadError(`data.agents[${i}]`, 'an object', describeValue(agent))
  if (!isId(agent['id'])) throw new PayloadError(`data.agents[${i}].id`, anId, describeValue(agent['id']))
  const { capacity, restrictions } = agent
  if (!Number.isInteger(capacity) || (capacity as number) < 0 || (capacity as number) > mostCapacity) {
    throw new PayloadError(`data.agents[${i}].capacity`, 'a whole number from 0 to 10,000', describeValue(capacity))
  }
  if (!isListOrBlank(agent['chats'])) throw notAList(`data.agents[${i}].chats`, agent['chats'])
  if (!isListOrBlank(agent['chatsAssigned'])) throw notAList(`data.agents[${i}].chatsAssigned`, agent['chatsAssigned'])
  if (!isListOrBlank(agent['invitations'])) throw notAList(`data.agents[${i}].invitations`, agent['invitations'])
  if (!isListOrBlank(agent['rejections'])) throw notAList(`data.agents[${i}].rejections`, agent['rejections'])
  if (isBlank(restrictions)) return
  if (!isObject(restrictions)) {
    throw new PayloadError(`data.agents[${i}].restrictions`, 'an object', describeValue(restrictions))
  }
  const { rooms, languages } = restrictions
  if (!isListOrBlank(rooms)) throw notAList(`data.agents[${i}].restrictions.rooms`, rooms)
  if (!isListOrBlank(languages)) throw notAList(`data.agents[${i}].restrictions.languages`, languages)
}

type Fields = Readonly<Record<string, unknown>>

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A number must be one that keeps every digit, or the answer would name somebody else. */
function isId(value: unknown): boolean {
  return typeof value === 'string' ? value !== '' : Number.isSafeInteger(value)
}

function isBlank(value: unknown): value is undefined | null | '' {
  return value === undefined || value === null || value === ''
}

function isListOrBlank(value: unknown): boolean {
  return Array.isArray(value) || isBlank(value)
}

function notAList(path: string, value: unknown): PayloadError {
  return new PayloadError(path, aList, describeValue(value))
}

interface Identified {
  readonly id: string | number
}

/** The place of the first agent whose id was there before, or −1. The number 7 and the text "7" are one id. */
function twinAmongFew(agents: readonly Identified[]): number {
  for (let i = 1; i < agents.length; i++) {
    const { id } = agents[i] as Identified
    for (let j = 0; j < i; j++) {
      const other = (agents[j] as Identified).id
      if (id === other || (typeof id !== typeof other && String(id) === String(other))) return i
    }
  }
  return -1
}

function twinAmongMany(agents: readonly Identified[]): number {
  const seen = new Set<string>()
  for (let i = 0; i < agents.length; i++) {
    seen.add(String((agents[i] as Identified).id))
    if (seen.size === i) return i
  }
  return -1
}
