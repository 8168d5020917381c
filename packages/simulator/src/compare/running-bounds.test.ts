import { expect, test } from 'vitest'
import { pooledWait } from '../bound/pooled-wait.ts'
import { replicationSeed } from '../run/replication-seed.ts'
import { pool } from '../truth/pool.ts'
import { RunningBounds } from './running-bounds.ts'

test('Q13 others have their turn before each bound, and time and again in one that is long; the bounds are the same', async () => {
  const pauses = async (chats: number): Promise<number> => {
    const scenario = pool({ servers: 5, lambda: 4.5, mu: 1, theta: 0.5 }, chats)
    let count = 0
    const bounds = new RunningBounds({ scenario, seed: 3, pause: async () => void (count += 1) })
    bounds.reach(1)
    expect(await bounds.of(2)).toEqual([0, 1].map((r) => pooledWait(scenario, replicationSeed(3, r))))
    return count
  }
  expect(await pauses(1000)).toBe(2)
  // An arrival and an end for each chat, or a leaving: 50,000 events and 50,000 more, and what is left.
  expect(await pauses(60_000)).toBe(2 + 2 * 2)
})
