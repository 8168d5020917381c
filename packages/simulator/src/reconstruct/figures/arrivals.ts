import type { QueueId } from '@pointsman/core'
import type { Arrivals } from '../../scenario/arrivals.ts'
import type { Known } from '../../scenario/known.ts'
import { grouped } from './grouped.ts'
import type { KnownChat } from './known-chats.ts'

/** The recorded arrivals of each queue, and what is known of each chat, in seconds from `from`. */
export function arrivalsOf(
  known: readonly KnownChat[],
  from: number,
): ReadonlyMap<QueueId, Extract<Arrivals, { kind: 'trace' }>> {
  const traces = new Map<QueueId, Extract<Arrivals, { kind: 'trace' }>>()
  for (const [queue, of] of grouped(known, ({ wait }) => wait.queue)) {
    const chats = of.toSorted((a, b) => a.wait.arrivedAt - b.wait.arrivedAt)
    const languages = chats.some(({ wait }) => wait.chat.language !== '')
    const customers = chats.some(({ wait }) => wait.chat.customer !== '')
    traces.set(queue, {
      kind: 'trace',
      at: chats.map(({ wait }) => toMillisecond(wait.arrivedAt - from)),
      chats: {
        id: chats.map(({ wait }) => wait.chat.id),
        ...(languages ? { language: chats.map(({ wait }) => wait.chat.language) } : {}),
        ...(customers ? { customer: chats.map(({ wait }) => wait.chat.customer) } : {}),
        handleTime: chats.map(({ handleTime }) => knownToMillisecond(handleTime)),
        patience: chats.map(({ patience }) => knownToMillisecond(patience)),
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
