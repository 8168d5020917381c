import type { Wait } from '../figures/wait.ts'
import type { Told } from './told.ts'
import type { Stay, ToldChat } from './told-chat.ts'

/** How long customers waited in every stay whose beginning is told, and the first stay of each chat, told or not. */
export interface ToldWaits {
  /** One for each chat, in the queue in which it came. */
  readonly first: readonly Wait[]
  /** All that tell of patience. */
  readonly telling: readonly Wait[]
}

/** A chat whose arrival nothing tells is taken to have come when the first event named it. */
export function toldWaits({ chats }: Told): ToldWaits {
  const first: Wait[] = []
  const telling: Wait[] = []
  for (const chat of chats.values()) {
    chat.stays.forEach((stay, place) => {
      const wait = waitOf(chat, stay)
      if (place === 0) first.push(wait)
      if (place > 0 || chat.arrivalTold) telling.push(wait)
    })
  }
  return { first, telling }
}

function waitOf({ record }: ToldChat, { calledAt, endedAt, queue, stint, to }: Stay): Wait {
  const began = stint === undefined ? endedAt : stint.beganHi
  const arrivedAt = Number.isNaN(calledAt) ? began : calledAt
  const common = { chat: record, queue, arrivedAt }
  // Two clocks tell, ours of the arrival and the platform's of the rest: where they differ nobody waited less than not at all.
  const wait = Math.max(0, began - arrivedAt)
  if (stint !== undefined) return { ...common, end: 'attended', lo: wait, hi: wait }
  if (Number.isNaN(endedAt)) return { ...common, end: 'waiting', lo: 0, hi: Infinity }
  const waited = Math.max(0, endedAt - arrivedAt)
  // Sent to another queue, whoever may have had it: the customer was still there.
  if (to !== undefined) return { ...common, end: 'waiting', lo: waited, hi: Infinity }
  return { ...common, end: 'abandoned', lo: waited, hi: waited }
}
