import type { QueueId } from '@pointsman/core'
import type { Arrivals } from '../../scenario/arrivals.ts'
import type { Known } from '../../scenario/known.ts'
import { grouped } from './grouped.ts'
import { knownPatience } from './patience.ts'
import type { Wait } from './waits.ts'

/** The recorded arrivals of each queue, and what is known of each chat, in seconds from `from`. */
export function arrivalsOf(
  waits: readonly Wait[],
  from: number,
  handleTime: (wait: Wait) => Known,
): ReadonlyMap<QueueId, Extract<Arrivals, { kind: 'trace' }>> {
  const traces = new Map<QueueId, Extract<Arrivals, { kind: 'trace' }>>()
  for (const [queue, of] of grouped(waits, (wait) => wait.queue)) {
    const chats = of.toSorted((a, b) => a.arrivedAt - b.arrivedAt)
    const languages = chats.some(({ chat }) => chat.language !== '')
    const customers = chats.some(({ chat }) => chat.customer !== '')
    traces.set(queue, {
      kind: 'trace',
      at: chats.map(({ arrivedAt }) => toMillisecond(arrivedAt - from)),
      chats: {
        id: chats.map(({ chat }) => chat.id),
        ...(languages ? { language: chats.map(({ chat }) => chat.language) } : {}),
        ...(customers ? { customer: chats.map(({ chat }) => chat.customer) } : {}),
        handleTime: chats.map((wait) => knownToMillisecond(handleTime(wait))),
        patience: chats.map((wait) => knownToMillisecond(knownPatience(wait))),
      },
    })
  }
  return traces
}

function toMillisecond(seconds: number): number {
  return Math.max(0, Math.round(seconds * 1000) / 1000)
}

/** Bounds that are a millisecond apart are one value. */
function knownToMillisecond(known: Known): Known {
  if (known === null || typeof known === 'number') return known === null ? null : toMillisecond(known)
  const [lo, hi] = [toMillisecond(known[0]), known[1] === null ? null : toMillisecond(known[1])]
  return lo === hi ? lo : [lo, hi]
}
