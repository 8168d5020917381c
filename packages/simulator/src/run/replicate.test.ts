import { builtin, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import { pooledWait } from '../bound/pooled-wait.ts'
import { drawnScenario } from '../replay/drawn-scenario.ts'
import type { Outcome } from '../result/outcome.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { pool } from '../truth/pool.ts'
import { replicate, replicateInSteps } from './replicate.ts'
import { replicationSeed } from './replication-seed.ts'

const strategy = (seed: number): Strategy => builtin('random', { seed }) as Strategy

test('Q13 others have their turn time and again while a bound is worked out; it is that of the replication, and changes nothing else', () => {
  const play = (chats: number, bound: boolean): { readonly outcome: Outcome; readonly stops: number } => {
    const scenario = pool({ servers: 5, lambda: 4.5, mu: 1, theta: 0.5 }, chats)
    const steps = replicateInSteps({ scenario, strategy, seed: 3, replication: 1, bound })
    for (let stops = 0; ; stops++) {
      const { done, value } = steps.next()
      if (done === true) return { outcome: value, stops }
      expect(value).toBeLessThanOrEqual(1)
    }
  }
  const stops = [1000, 60_000].map((chats) => {
    const [bare, bounded] = [play(chats, false), play(chats, true)]
    const bound = pooledWait(pool({ servers: 5, lambda: 4.5, mu: 1, theta: 0.5 }, chats), replicationSeed(3, 1))
    expect(bounded.outcome).toStrictEqual({ ...bare.outcome, bound })
    return bounded.stops - bare.stops
  })
  // An arrival and an end for each chat, or a leaving: 50,000 events and 50,000 more, and what is left.
  expect(stops).toEqual([0, 2])
})

test('Q9 where figures of a scenario are drawn, the bound is of what was drawn for the replication', () => {
  const plain = pool({ servers: 5, lambda: 4.5, mu: 1, theta: 0.5 }, 1000)
  const scenario: Scenario = {
    ...plain,
    origin: {
      recording: { from: 0, to: 1, requests: 1, facts: 0, chats: 1, listing: 'everybody', holes: [] },
      fit: { bearable: true, because: [] },
      assumptions: [],
      figures: { '$.queues[0].handleTime': { how: 'inferred', value: 1, ci95: [0.8, 1.25] } },
    },
  }
  const seed = replicationSeed(3, 1)
  const { bound } = replicate({ scenario, strategy, seed: 3, replication: 1, bound: true })
  expect(bound).toBe(pooledWait(drawnScenario(scenario, seed), seed))
  expect(bound).not.toBe(pooledWait(scenario, seed))
})
