import { expect, test } from 'vitest'
import type { Scenario } from '../scenario/scenario.ts'
import { watched } from './watched.ts'
import { plainWorld, scenarioOf } from './worlds.ts'

const answers = { accept: 0.85, reject: 0.08, after: { kind: 'exponential', mean: 8 } } as const

/** Customers leave soon, most of them while somebody is invited. */
const impatient: Scenario = plainWorld(2500, {
  platform: { acceptance: 'invite', invitationTimeout: 25 },
  queues: [
    {
      id: 'q',
      arrivals: { kind: 'poisson', perSecond: 0.05 },
      handleTime: { kind: 'gamma', mean: 200, sd: 120 },
      patience: { kind: 'exponential', mean: 60 },
    },
  ],
  agents: [{ id: 'a', count: 9, slots: 2, queues: ['q'], answers }],
})

test('RP8 the time to answer is unbiased though customers leave while agents are invited', () => {
  const means = [1, 2, 3, 4, 5, 6].map((seed) => {
    const { agents } = scenarioOf(watched(impatient, { seed }).found)
    const all = agents.map((agent) => (agent.answers?.after as { readonly mean: number } | undefined)?.mean ?? NaN)
    return all.reduce((sum, one) => sum + one, 0) / all.length
  })
  const mean = means.reduce((sum, one) => sum + one, 0) / means.length
  // Of those that came in time alone it is an eighth too short.
  expect(Math.abs(mean / 8 - 1)).toBeLessThan(0.03)
})

test('RP8 where the platform searches, who left is told from who was lost, and how often it tries is found', () => {
  const world: Scenario = {
    ...impatient,
    platform: { mode: 'search', acceptance: 'invite', invitationTimeout: 20, maxAttempts: 3 },
    agents: [{ id: 'a', count: 9, slots: 2, queues: ['q'], answers: { ...answers, accept: 0.7, reject: 0.2 } }],
  }
  const { found, truth } = watched(world, { seed: 4 })
  expect(found.scenario?.platform).toMatchObject({ mode: 'search', maxAttempts: 3, invitationTimeout: 20 })
  const ends = new Map([...found.waits].map(({ chat, end }) => [chat.id, end]))
  const unattended = [...truth.ended].filter(([, { how }]) => how !== 'closed')
  expect(unattended.map(([id]) => ends.get(id))).toEqual(unattended.map(([, { how }]) => how))
  expect([...truth.ended.values()].filter(({ how }) => how === 'lost').length).toBeGreaterThan(20)
  expect([...truth.ended.values()].filter(({ how }) => how === 'abandoned').length).toBeGreaterThan(20)
})
