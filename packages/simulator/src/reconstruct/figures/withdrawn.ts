import type { AgentRecord } from '../sightings/agent-record.ts'
import { sampled } from './sampled.ts'
import type { Wait } from './waits.ts'

/** An invitation that came to no end, as the customer left. */
export interface Withdrawn {
  /** Undefined: nobody saw whose. */
  readonly agent: AgentRecord | undefined
  /** How long it had been out. */
  readonly seconds: number
  readonly weight: number
}

const mostKept = 5000

/**
 * Chats that ended unattended while somebody was invited: they could be taken when last asked for, not longer ago than it lasts. Where
 * the platform gave one up as its last invitation ran out, that is one that was not answered.
 */
export function withdrawnOf(waits: readonly Wait[], timeout: number): readonly Withdrawn[] {
  const found = waits.flatMap(({ arrivedAt, chat, end, hi, lo }): readonly Withdrawn[] => {
    if (lo !== hi || !chat.takable || chat.refusedSince) return []
    const seconds = arrivedAt + lo - chat.lastAskedAt
    if (end === 'lost') return [{ agent: chat.invitee, seconds: timeout, weight: 1 }]
    if (end !== 'abandoned') return []
    return seconds <= 0 || seconds >= timeout ? [] : [{ agent: chat.invitee, seconds, weight: 1 }]
  })
  const some = sampled(found, mostKept)
  return some.map((one) => ({ ...one, weight: found.length / some.length }))
}
