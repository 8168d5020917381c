import { rateOf, type Scenario } from '@pointsman/simulator'

/** A batch has about so many chats: a second or two of one core with most strategies, and next to nothing for the queue. */
const chatsPerBatch = 2 ** 19

/** A study is cut into so many batches at least, if it has as many replications, so that many machines have work. */
const fewest = 16

/**
 * How many replications make a batch: a power of two that depends on what is asked alone, and not on how fast anybody is, so that
 * whoever asks the same cuts it alike. It never changes a digit.
 */
export function batchSize({ horizon, queues }: Scenario, replications: number): number {
  const perSecond = queues.reduce((sum, { arrivals }) => sum + rateOf(arrivals), 0)
  const chats = horizon.chats ?? horizon.seconds * perSecond
  return powerOfTwoUpTo(Math.min(chatsPerBatch / Math.max(1, chats), replications / fewest))
}

function powerOfTwoUpTo(most: number): number {
  return 2 ** Math.max(0, Math.floor(Math.log2(most)))
}
