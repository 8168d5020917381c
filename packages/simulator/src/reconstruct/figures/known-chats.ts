import type { QueueId } from '@pointsman/core'
import type { Known } from '../../scenario/known.ts'
import { unseenUntil, type QueuePatience } from './patience.ts'
import type { Wait } from './waits.ts'

/** What is known of a chat for playing it again. */
export interface KnownChat {
  readonly wait: Wait
  readonly handleTime: Known
  readonly patience: Known
}

/**
 * What the recording tells of each chat. One that nobody saw again was either given up while somebody was invited or attended
 * and over: each is taken to be one or the other so that, chat by chat, as many are as their chances sum to.
 */
export function knownChats(
  waits: readonly Wait[],
  patience: ReadonlyMap<QueueId, QueuePatience>,
  handleTime: (wait: Wait) => Known,
  everybody: boolean,
): readonly KnownChat[] {
  const owed = new Map<QueueId, number>()
  return waits.map((wait) => {
    if (wait.end !== 'either') return { wait, handleTime: handleTime(wait), patience: patienceKnown(wait) }
    const { lo, queue } = wait
    const until = unseenUntil(wait)
    const debt = (owed.get(queue) ?? 0.5) + (patience.get(queue)?.leftChance(wait) ?? 0)
    const left = debt >= 1
    owed.set(queue, left ? debt - 1 : debt)
    if (left) return { wait, handleTime: null, patience: [lo, patience.get(queue)?.leftBy(wait) ?? null] }
    // Whoever took it may not be listed where only those with room are: then nothing bounds how long it took.
    const seenIfLonger = everybody && until < Infinity
    return { wait, handleTime: seenIfLonger ? [0, until - lo] : null, patience: lo > 0 ? [lo, null] : null }
  })
}

/** How long the customer waits at most, as far as the recording tells. */
function patienceKnown({ end, hi, lo }: Wait): Known {
  if (end !== 'abandoned') return lo > 0 ? [lo, null] : null
  return lo === hi ? lo : [lo, hi]
}
