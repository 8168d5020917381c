import type { QueueId } from '@pointsman/core'
import type { Known } from '../../scenario/known.ts'
import { unseenUntil } from './fates.ts'
import type { QueuePatience } from './patience.ts'
import { spread } from './spread.ts'
import type { Wait, Waits } from './wait.ts'

/** What is known of a chat for playing it again. */
export interface KnownChat {
  readonly wait: Wait
  readonly handleTime: Known
  readonly patience: Known
}

/** When a customer left who was not seen to is known to within such a share of those like them. */
const cells = 8

/**
 * What the recording tells of each chat. One that nobody saw again was given up, by its customer or by the platform, or attended
 * and over: each is taken to be one of these so that, chat by chat, as many are as their chances sum to; and those who left
 * left by and by as such customers do.
 */
export function* knownChats(
  waits: Waits,
  patience: ReadonlyMap<QueueId, QueuePatience>,
  handleTime: (wait: Wait) => Known,
  everybody: boolean,
): Iterable<KnownChat> {
  const owed = new Map<QueueId, Owed>()
  let left = 0
  for (const wait of waits) {
    const of = patience.get(wait.queue)
    if (wait.end !== 'either' || of === undefined) {
      yield { wait, handleTime: handleTime(wait), patience: patienceKnown(wait) }
      continue
    }
    const { lo, queue } = wait
    const until = unseenUntil(wait)
    const debts = owed.get(queue) ?? { left: 0, over: 0, lost: 0 }
    owed.set(queue, debts)
    const leaves = of.leftChance(wait)
    const { over } = of.fates(wait)
    switch (settled(debts, { left: leaves, over, lost: Math.max(0, 1 - leaves - over) })) {
      case 'left': {
        const cell = Math.floor(spread(left++) * cells)
        yield {
          wait,
          handleTime: null,
          patience: [of.leftBy(wait, cell / cells), of.leftBy(wait, (cell + 1) / cells)],
        }
        break
      }
      case 'over': {
        // Whoever took it may not be listed where only those with room are: then nothing bounds how long it took.
        const seenIfLonger = everybody && until < Infinity
        yield { wait, handleTime: seenIfLonger ? [0, until - lo] : null, patience: lo > 0 ? [lo, null] : null }
        break
      }
      case 'lost':
        yield { wait, handleTime: null, patience: lo > 0 ? [lo, null] : null }
    }
  }
}

type Fate = 'left' | 'over' | 'lost'
type Owed = Record<Fate, number>

/** What most is owed, after these chances, is settled. */
function settled(debts: Owed, chances: Readonly<Owed>): Fate {
  let most: Fate = 'left'
  for (const fate of ['left', 'over', 'lost'] as const) {
    debts[fate] += chances[fate]
    if (debts[fate] > debts[most]) most = fate
  }
  debts[most] -= 1
  return most
}

/** How long the customer waits at most, as far as the recording tells. */
function patienceKnown({ end, hi, lo }: Wait): Known {
  if (end !== 'abandoned') return lo > 0 ? [lo, null] : null
  return lo === hi ? lo : [lo, hi]
}
