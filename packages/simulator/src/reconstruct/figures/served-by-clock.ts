import type { QueueId } from '@pointsman/core'
import { survivalOf } from '../../chance/survival-of.ts'
import { grouped } from './grouped.ts'
import type { HandleTimes } from './handle-times.ts'
import type { Work } from './work.ts'

/** The paces of all chats of a queue are so many at most, each as common as the others. */
const cells = 8

/**
 * By queue, the share of attended chats that are not over after so many seconds by the clock: work goes on at the pace of who has
 * it, and of all that are over soon most are the fast ones'.
 */
export function servedByClock(
  { pace, queues }: HandleTimes,
  works: Iterable<Work>,
): ReadonlyMap<QueueId, (seconds: number) => number> {
  const byQueue = grouped(works, ({ queue }) => queue)
  return new Map(
    [...queues].map(([queue, { distribution }]) => {
      const survival = survivalOf(distribution)
      const paces = pacesOf(
        (byQueue.get(queue) ?? []).map(({ agent, firstLevel }) => {
          const level = Math.min(Math.max(firstLevel, 1), pace.levels.length) - 1
          return (pace.speeds.get(agent) ?? 1) * (pace.levels[level] as number)
        }),
      )
      return [
        queue,
        (seconds) => paces.reduce((sum, { rate, share }) => sum + share * survival(rate * seconds), 0),
      ] as const
    }),
  )
}

/** Where all are alike, one; and where nothing is known, 1. */
function pacesOf(rates: readonly number[]): readonly { readonly rate: number; readonly share: number }[] {
  const sorted = [...rates].sort((one, other) => one - other)
  const least = sorted[0] ?? 1
  if (sorted.at(-1) === least || sorted.length === 0) return [{ rate: least, share: 1 }]
  return Array.from({ length: cells }, (_, cell) => {
    const of = sorted.slice(Math.floor((cell * sorted.length) / cells), Math.ceil(((cell + 1) * sorted.length) / cells))
    return { rate: of.reduce((sum, rate) => sum + rate, 0) / of.length, share: 1 / cells }
  })
}
