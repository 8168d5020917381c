import type { QueueId } from '@pointsman/core'
import { outBy } from './fates.ts'
import type { QueuePatience } from './patience.ts'
import { sampled } from './sampled.ts'
import { spread } from './spread.ts'
import type { Wait } from './waits.ts'
import type { Withdrawal } from './withdrawal.ts'

const mostKept = 5000

/**
 * Chats that ended unattended while somebody was invited: they could be taken when last asked for, not longer ago than it lasts. Where
 * the platform gave one up as its last invitation ran out, that is one that was not answered. Of those that nobody saw again each
 * of what may have become of them counts by its chance.
 */
export function withdrawnOf(
  waits: readonly Wait[],
  timeout: number,
  patience: ReadonlyMap<QueueId, QueuePatience>,
): readonly Withdrawal[] {
  let unseen = 0
  const found = waits.flatMap((wait): readonly Withdrawal[] => {
    const { arrivedAt, chat, end, hi, lo, queue } = wait
    const agent = chat.invitee
    if (end === 'either') {
      const of = patience.get(queue)
      if (of === undefined) return []
      const { expired, left, over, refused } = of.fates(wait)
      const leaves = of.leftBy(wait, spread(unseen++)) - lo
      return [
        { agent, seconds: outBy(wait) + leaves, weight: left },
        { agent, seconds: timeout, weight: over, answer: 'accepted' as const },
        { agent, seconds: timeout, weight: refused, answer: 'refused' as const },
        { agent, seconds: timeout, weight: expired, answer: 'expired' as const },
      ].filter(({ weight }) => weight > 0)
    }
    if (lo !== hi || !chat.takable || chat.refusedSince) return []
    const seconds = arrivedAt + lo - chat.lastAskedAt
    if (end === 'lost') return [{ agent, seconds: timeout, weight: 1, answer: 'expired' }]
    if (end !== 'abandoned') return []
    return seconds <= 0 || seconds >= timeout ? [] : [{ agent, seconds, weight: 1 }]
  })
  const some = sampled(found, mostKept)
  return some.map((one) => ({ ...one, weight: (one.weight * found.length) / some.length }))
}
