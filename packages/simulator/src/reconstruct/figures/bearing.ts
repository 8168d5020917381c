import type { QueueId } from '@pointsman/core'
import type { ChatRecord } from '../sightings/chat-record.ts'
import type { Sightings } from '../sightings/sightings.ts'
import type { HandleTimes } from './handle-times.ts'

/** Fewer chats with an agent tell too little of how long chats take and who is how fast. */
const leastChats = 300
/** A mean handle time known less surely than this, relatively, moves every wait that is predicted. */
const widestHandle = 0.15
/** Of the time of the recording. */
const mostMissing = 0.05
/** Of the chats in agents' hands. */
const mostForeign = 0.1

/** Why the recording does not bear the question what another strategy would have done; empty: it does. */
export function unbearable(sightings: Sightings, handle: HandleTimes): readonly string[] {
  const { chats, agents, holes, from, to } = sightings
  const because: string[] = []
  const askedIn = new Map<QueueId, number>()
  let [asked, attended, foreign] = [0, 0, 0]
  for (const chat of chats.values()) {
    if (isForeign(chat, from)) foreign += 1
    if (chat.asks === 0) continue
    asked += 1
    if (chat.stint !== undefined) attended += 1
    askedIn.set(chat.queue, (askedIn.get(chat.queue) ?? 0) + 1)
  }
  if (agents.size < 2) {
    because.push(`${agents.size === 0 ? 'no agent' : 'one agent'}: there is nobody to choose between`)
  }
  if (attended < leastChats) {
    because.push(`${attended} chats were seen with an agent: at least ${leastChats} are needed`)
  }
  for (const [queue, { mean, ci95, n }] of handle.queues) {
    const half = (ci95[1] - ci95[0]) / 2 / mean
    const weight = (askedIn.get(queue) ?? 0) / asked
    if (weight < 0.05 || half <= widestHandle) continue
    because.push(
      `the mean handle time of queue ${JSON.stringify(queue)} is known to within ${(100 * half).toFixed(0)} % only (${n} chats)`,
    )
  }
  const missing = holes.found.reduce((sum, [begins, ends]) => sum + ends - begins, 0)
  if (missing > mostMissing * (to - from)) {
    because.push(`${duration(missing)} without a request though people were at work: that traffic is missing`)
  }
  if (foreign > mostForeign * (foreign + attended)) {
    because.push(
      `${foreign} of the ${foreign + attended} chats in agents' hands were never asked for: queues are missing, or chats come another way`,
    )
  }
  return because
}

/** In somebody's hands, not since before the recording, and never asked for. */
function isForeign({ asks, stint }: ChatRecord, from: number): boolean {
  return asks === 0 && stint !== undefined && stint.beganLo >= from
}

function duration(seconds: number): string {
  return seconds >= 3600 ? `${(seconds / 3600).toFixed(1)} h` : `${Math.round(seconds / 60)} min`
}
