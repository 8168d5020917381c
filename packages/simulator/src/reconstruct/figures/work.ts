import type { QueueId } from '@pointsman/core'
import type { ChatRecord } from '../sightings/chat-record.ts'
import type { Stint } from '../sightings/stint.ts'
import type { AgentRecord } from '../sightings/agent-record.ts'
import type { Sightings } from '../sightings/sightings.ts'
import type { AnswerTimes } from './answer-times.ts'
import { thinned } from './thinned.ts'

/** A stint as a sum of times at levels: how many chats the agent held. */
export interface Work {
  readonly stint: Stint
  readonly queue: QueueId
  readonly agent: AgentRecord
  /** Seconds at each level while the chat was seen with the agent; those `before` come on top. */
  readonly levels: readonly number[]
  /** Seconds more in which it ended; Infinity: nothing tells. 0: an event did. */
  readonly tail: number
  readonly lastLevel: number
  /** Seconds before those at `levels`: from its beginning, where that has to be guessed. */
  readonly before: number
  /** Seconds from its beginning until it was first seen: a shorter one would not have been. 0: an event told of it. */
  readonly unseen: number
  readonly firstLevel: number
}

/**
 * At most so many of the stints whose beginning is known well enough, spread evenly over all of them.
 */
export function worksOf({ chats }: Sightings, times: AnswerTimes | undefined, most: number): readonly Work[] {
  let count = 0
  for (const chat of chats.values()) if (tells(chat)) count += 1
  return [...thinned(telling(chats.values()), count, most)].map((chat) => workOf(chat, times) as Work)
}

/**
 * The first stint of a chat, where its beginning is known well enough: of one that was asked for, and had one agent. A snapshot shows
 * that somebody answered since the request; when is expected by how long answers take, at most until the invitation ran out.
 */
export function workOf(chat: ChatRecord, times: AnswerTimes | undefined): Work | undefined {
  const { stint } = chat
  if (stint === undefined || !tells(chat)) return undefined
  const began = beginning(stint, times)
  return {
    stint,
    queue: chat.queue,
    agent: stint.agent,
    levels: stint.exposure,
    tail: stint.endedHi - stint.endedLo,
    lastLevel: Math.max(1, stint.lastLevel),
    before: stint.beganHi - began,
    unseen: stint.shownAt - began,
    firstLevel: stint.firstLevel,
  }
}

function tells({ asks, lastAskedAt, stint, stints }: ChatRecord): boolean {
  return asks > 0 && stints === 1 && stint !== undefined && stint.beganHi >= lastAskedAt
}

function* telling(chats: Iterable<ChatRecord>): Iterable<ChatRecord> {
  for (const chat of chats) if (tells(chat)) yield chat
}

/** When a stint is expected to have begun. */
export function beginning(stint: Stint, times: AnswerTimes | undefined): number {
  const { askedAt: asked, beganHi, beganLo } = stint
  if (beganLo === beganHi) return beganHi
  // Where whoever is named has the chat at once, it began with the answer.
  if (times === undefined) return Math.min(beganHi, asked)
  return asked + times.expected(stint.agent, Math.max(0, beganLo - asked), Math.min(beganHi - asked, times.timeout))
}
