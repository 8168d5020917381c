import type { QueueId } from '@pointsman/core'
import type { Told } from './told.ts'

/** Where the handlings of a queue led. */
export interface ToldTransfers {
  /** Handlings that were seen to end. */
  readonly n: number
  readonly ways: readonly {
    readonly to: QueueId
    readonly share: number
    readonly ci95: readonly [number, number]
  }[]
}

/** By queue, which share of the handlings went on to which other queue. */
export function toldTransfers({ chats }: Told): ReadonlyMap<QueueId, ToldTransfers> {
  const ends = new Map<QueueId, number>()
  const ways = new Map<QueueId, Map<QueueId, number>>()
  for (const { stays } of chats.values()) {
    for (const { endedAt, queue, stint, to } of stays) {
      if (stint === undefined || Number.isNaN(endedAt)) continue
      ends.set(queue, (ends.get(queue) ?? 0) + 1)
      if (to === undefined || to === queue) continue
      const of = ways.get(queue) ?? new Map<QueueId, number>()
      ways.set(queue, of.set(to, (of.get(to) ?? 0) + 1))
    }
  }
  return new Map(
    [...ends].map(([queue, n]) => [
      queue,
      {
        n,
        ways: [...(ways.get(queue) ?? [])].map(([to, count]) => ({ to, share: count / n, ci95: wilson(count, n) })),
      },
    ]),
  )
}

/** The score interval of a share (Wilson 1927). */
function wilson(count: number, n: number): readonly [number, number] {
  const z2 = 1.959964 ** 2
  const centre = (count + z2 / 2) / (n + z2)
  const half = (Math.sqrt(z2) * Math.sqrt((count * (n - count)) / n + z2 / 4)) / (n + z2)
  return [Math.max(0, centre - half), Math.min(1, centre + half)]
}
