import type { QueueId } from '@pointsman/core'
import { outBy } from './fates.ts'
import type { QueuePatience } from './patience.ts'
import { sampled } from './sampled.ts'
import { spread } from './spread.ts'
import type { Waits } from './wait.ts'
import type { Withdrawal } from './withdrawal.ts'

const mostKept = 5000

/**
 * Chats that ended unattended while somebody was invited: they could be taken when last asked for, not longer ago than it lasts. Where
 * the platform gave one up as its last invitation ran out, that is one that was not answered. Of those that nobody saw again each
 * of what may have become of them counts by its chance.
 */
export function withdrawnOf(
  waits: Waits,
  timeout: number,
  patience: ReadonlyMap<QueueId, QueuePatience>,
): readonly Withdrawal[] {
  let unseen = 0
  const found: Withdrawal[] = []
  for (const wait of waits) {
    const { arrivedAt, chat, end, hi, lo, queue } = wait
    if (end === 'either') {
      const of = patience.get(queue)
      if (of === undefined) continue
      const { expired, left, over, refused } = of.fates(wait)
      const leaves = of.leftBy(wait, spread(unseen++)) - lo
      const agent = chat.invitee
      if (left > 0) found.push({ agent, seconds: outBy(wait) + leaves, weight: left })
      if (over > 0) found.push({ agent, seconds: timeout, weight: over, answer: 'accepted' })
      if (refused > 0) found.push({ agent, seconds: timeout, weight: refused, answer: 'refused' })
      if (expired > 0) found.push({ agent, seconds: timeout, weight: expired, answer: 'expired' })
      continue
    }
    if ((end !== 'lost' && end !== 'abandoned') || lo !== hi || !chat.takable || chat.refusedSince) continue
    const seconds = arrivedAt + lo - chat.lastAskedAt
    const agent = chat.invitee
    if (end === 'lost') found.push({ agent, seconds: timeout, weight: 1, answer: 'expired' })
    else if (seconds > 0 && seconds < timeout) found.push({ agent, seconds, weight: 1 })
  }
  const some = sampled(found, mostKept)
  return some.map((one) => ({ ...one, weight: (one.weight * found.length) / some.length }))
}
