import type { QueueId } from '@pointsman/core'
import type { Arrivals } from '../../scenario/arrivals.ts'
import type { Known } from '../../scenario/known.ts'
import type { KnownChat } from './known-chats.ts'

/** The recorded arrivals of each queue, and what is known of each chat, in seconds from `from`. */
export function arrivalsOf(known: Iterable<KnownChat>, from: number): ReadonlyMap<QueueId, Trace> {
  const columns = new Map<QueueId, Columns>()
  for (const { handleTime, patience, wait } of known) {
    const { arrivedAt, chat, queue } = wait
    const of = columns.get(queue) ?? emptyColumns()
    columns.set(queue, of)
    of.arrivedAt.push(arrivedAt)
    of.id.push(chat.id)
    of.language.push(chat.language)
    of.customer.push(chat.customer)
    of.handleTime.push(knownToMillisecond(handleTime))
    of.patience.push(knownToMillisecond(patience))
  }
  return new Map([...columns].map(([queue, of]) => [queue, traceOf(of, from)]))
}

type Trace = Extract<Arrivals, { kind: 'trace' }>

interface Columns {
  readonly arrivedAt: number[]
  readonly id: string[]
  readonly language: string[]
  readonly customer: string[]
  readonly handleTime: Known[]
  readonly patience: Known[]
}

function emptyColumns(): Columns {
  return { arrivedAt: [], id: [], language: [], customer: [], handleTime: [], patience: [] }
}

function traceOf({ arrivedAt, customer, handleTime, id, language, patience }: Columns, from: number): Trace {
  const order = orderOf(arrivedAt)
  const inOrder = <T>(all: readonly T[]): readonly T[] => order?.map((place) => all[place] as T) ?? all
  return {
    kind: 'trace',
    at: inOrder(arrivedAt).map((at) => toMillisecond(at - from)),
    chats: {
      id: inOrder(id),
      ...(language.some((one) => one !== '') ? { language: inOrder(language) } : {}),
      ...(customer.some((one) => one !== '') ? { customer: inOrder(customer) } : {}),
      handleTime: inOrder(handleTime),
      patience: inOrder(patience),
    },
  }
}

/** Which comes first, second and so on; undefined: as they are. Most are, as chats are mostly met in the order in which they come. */
function orderOf(at: readonly number[]): readonly number[] | undefined {
  if (at.every((one, place) => place === 0 || (at[place - 1] as number) <= one)) return undefined
  return at.map((_, place) => place).toSorted((a, b) => (at[a] as number) - (at[b] as number))
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
