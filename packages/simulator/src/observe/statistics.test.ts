import { builtin, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import type { Outcome } from '../result/outcome.ts'
import { replicate } from '../run/replicate.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** Worked by hand: agent a with two slots, chats at 0, 200 and 300, 100 seconds of work in each. */
const plain: Scenario = {
  pointsman: 'scenario/1',
  name: 'by hand',
  horizon: { seconds: 1000 },
  platform: { acceptance: 'join' },
  queues: [{ id: 'q', arrivals: { kind: 'trace', at: [0, 200, 300] }, handleTime: { kind: 'constant', value: 100 } }],
  agents: [{ id: 'a', slots: 2, queues: ['q'] }],
}
const [queue] = plain.queues as [Scenario['queues'][number]]

function run(changes: Partial<Scenario>, strategy = 'most-free-capacity'): Outcome {
  return replicate({
    scenario: { ...plain, ...changes },
    strategy: (seed) => builtin(strategy, { seed }) as Strategy,
    seed: 1,
    replication: 0,
    batches: 20,
  })
}

test('M2 agents’ time counts from the very end of a warm-up in seconds, not from the first arrival after it', () => {
  const { agents, batches, counts, metrics } = run({ warmup: { seconds: 50 } })
  expect(counts.offered).toBe(2)
  // Until 300: 50 to 100 and 200 to 300 with one chat in two slots.
  expect(agents).toEqual([{ id: 'a', chats: 2, occupancy: 0.3, online: 250 }])
  expect(metrics.occupancy).toBeCloseTo(0.3, 12)
  // Batches of the time after the warm-up; those without a chat have nothing to tell.
  expect(batches).toHaveLength(2)
  expect(batches.every(({ metrics: { waitMean } }) => waitMean === 0)).toBe(true)
})

test('M2 a warm-up in chats ends with the first arrival that counts, and one that outlasts the run leaves nothing', () => {
  expect(run({ warmup: { chats: 1 } }).agents).toEqual([{ id: 'a', chats: 2, occupancy: 0.5, online: 100 }])
  const { agents, counts, metrics } = run({ warmup: { seconds: 700 } })
  expect(counts.offered).toBe(0)
  expect(agents).toEqual([{ id: 'a', chats: 0, occupancy: NaN, online: 0 }])
  expect(metrics.waitMean).toBeNaN()
})

test('M2 the drain after the last arrival counts as work done, not as agents’ time', () => {
  const { agents, metrics } = run({})
  expect(agents).toEqual([{ id: 'a', chats: 3, occupancy: 1 / 3, online: 300 }])
  expect(metrics).toMatchObject({ handleMean: 100, sojournMean: 100, waitMean: 0, waited: 0, serviceLevel: 1 })
})

test('M4 evenness within a queue is among those who serve it', () => {
  const { byQueue, metrics } = run({
    queues: [queue, { ...queue, id: 'r', arrivals: { kind: 'trace', at: [300] } }],
    agents: [
      { id: 'a', slots: 2, queues: ['q'] },
      { id: 'b', slots: 2, queues: ['r'] },
    ],
  })
  expect(byQueue['q']?.chatShareJain).toBe(1)
  expect(byQueue['r']?.chatShareJain).toBe(1)
  // 3 chats to 1 over alike slot-hours: (3 + 1)² / (2 · (9 + 1)).
  expect(metrics.chatShareJain).toBeCloseTo(0.8, 12)
})

test('M4 rates of refusal and of silence are per invitation, the service level per chat offered', () => {
  const { counts, metrics } = run({
    platform: { invitationTimeout: 30, serviceLevelSeconds: 5 },
    queues: [{ ...queue, arrivals: { kind: 'trace', at: [0, 600, 690] }, patience: { kind: 'constant', value: 70 } }],
    agents: [
      {
        id: 'a',
        slots: 1,
        queues: ['q'],
        shifts: [[0, 500]],
        answers: { reject: 1, after: { kind: 'constant', value: 4 } },
      },
      { id: 'b', slots: 1, queues: ['q'], answers: { accept: 0, reject: 0 }, shifts: [[2, 500]] },
      { id: 'c', slots: 1, queues: ['q'], answers: { after: { kind: 'constant', value: 2 } }, shifts: [[500, 900]] },
    ],
  })
  // At 0 a is invited, and refuses at 4; b is at 4, 34 and 64, and silent until patience ends at 70. Then c is invited at
  // 600, begins at 602, is done at 702 and invited to the last, who is attended at 704.
  expect(counts).toMatchObject({ offered: 3, attended: 2, abandoned: 1 })
  expect(metrics).toMatchObject({
    invitationsPerChat: 2,
    rejectRate: 1 / 6,
    expireRate: 2 / 6,
    waitMeanAttended: 8,
    waitP99: 70,
    serviceLevel: 1 / 3,
    abandonRate: 1 / 3,
  })
  expect(metrics.waitMean).toBeCloseTo(86 / 3, 12)
})
