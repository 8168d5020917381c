import type { ChatRecord } from '../sightings/chat-record.ts'
import type { Sightings } from '../sightings/sightings.ts'
import type { AnswerTimes } from './answer-times.ts'
import type { Wait, Waits } from './wait.ts'
import { WaitColumns } from './wait-columns.ts'
import { beginning } from './work.ts'

/** Sooner than this after a request is at once: customers are not that quick. */
const atOnce = 1e-3

/** How long each chat waited. `closes`: events say when chats are over, so that one without is not over. */
export function waitsOf(
  sightings: Sightings,
  times: AnswerTimes | undefined,
  platform: { readonly searches: boolean; readonly timeout: number },
): Waits {
  const { chats, from } = sightings
  const { searches } = platform
  const closes = closesAreTold(sightings)
  const waits = new WaitColumns(chats)
  for (const chat of chats.values()) {
    if (chat.asks === 0) continue
    const arrivedAt = arrivalOf(chat, from)
    const add = (end: Wait['end'], lo: number, hi: number): void => {
      waits.add(chat, arrivedAt, end, Math.max(0, lo - arrivedAt), Math.max(0, hi - arrivedAt))
    }
    const { stint, closedAt, goneBy, lastAskedAt, refusedSince, takable, waitingAt } = chat
    if (stint !== undefined) {
      const began = beginning(stint, times)
      add('attended', began, began)
    } else if (!Number.isNaN(closedAt)) {
      add(isLost(chat, platform) ? 'lost' : 'abandoned', closedAt, closedAt)
    } else if (closes) add('waiting', waitingAt, Infinity)
    else if (takable && !refusedSince) add('either', waitingAt, Infinity)
    else if (searches) add('lost', lastAskedAt, lastAskedAt)
    else if (goneBy < Infinity) add('abandoned', Math.min(waitingAt, goneBy), goneBy)
    else add('waiting', waitingAt, Infinity)
  }
  return waits
}

/**
 * Whether a chat that ended with nobody was given up by the platform: with nobody to take it, at once; where the platform
 * searches, at once after the last refusal too, or when the last invitation ran out. At any other time its customer left.
 */
function isLost(
  { closedAt, lastAskedAt, refusedSince, takable, waitingAt }: ChatRecord,
  { searches, timeout }: { readonly searches: boolean; readonly timeout: number },
): boolean {
  if (!takable && closedAt - lastAskedAt <= atOnce) return true
  if (!searches) return false
  return (refusedSince && closedAt - waitingAt <= atOnce) || Math.abs(closedAt - lastAskedAt - timeout) <= atOnce
}

/** When a chat arrived: when it was first asked for, or, if that was before the recording saw it, when it was made. */
function arrivalOf({ askedBefore, createdAt, firstAskedAt }: ChatRecord, from: number): number {
  if (!askedBefore || !(createdAt <= firstAskedAt)) return firstAskedAt
  return Math.max(from, createdAt)
}

/** Whether events say when chats are over: of most chats they do. */
function closesAreTold({ chats }: Sightings): boolean {
  let [told, asked] = [0, 0]
  for (const { asks, closedAt } of chats.values()) {
    if (asks === 0) continue
    asked += 1
    if (!Number.isNaN(closedAt)) told += 1
  }
  return told > asked / 2
}
