import { expect, test } from 'vitest'
import { interval } from '../statistics/interval.ts'
import type { Figure } from '../scenario/origin.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { plainWorld } from '../reconstruct/worlds.ts'
import { drawnScenario } from './drawn-scenario.ts'

const figures: Readonly<Record<string, Figure>> = {
  '$.queues[0].handleTime': { how: 'inferred', value: 300, ci95: [270, 333.3333] },
  '$.queues[0].patience': { how: 'observed', value: 150, ci95: [100, 225] },
  '$.agents[0].answers': { how: 'inferred', value: 0.8, ci95: [0.7, 0.9] },
}

const scenario: Scenario = {
  ...plainWorld(100, {
    agents: [{ id: 'a', slots: 2, queues: ['q'], speed: 1, answers: { accept: 0.8, reject: 0.1 } }],
  }),
  origin: {
    recording: { from: 0, to: 1, requests: 1, facts: 0, chats: 1, listing: 'everybody', holes: [] },
    fit: { bearable: true, because: [] },
    assumptions: [],
    figures,
  },
}

const drawn = Array.from({ length: 400 }, (_, seed) => drawnScenario(scenario, seed))

test('RP2 what was inferred is drawn from how surely it is known, what was observed stays', () => {
  const means = drawn.map(({ queues }) => (queues[0]?.handleTime as { mean: number } | undefined)?.mean ?? NaN)
  const { mean } = interval(means.map(Math.log))
  expect(Math.abs(Math.exp(mean) / 300 - 1)).toBeLessThan(0.01)
  const inside = means.filter((one) => one >= 270 && one <= 333.3333).length / means.length
  expect(inside).toBeGreaterThan(0.92)
  expect(inside).toBeLessThan(0.98)
  expect(new Set(drawn.map(({ queues }) => JSON.stringify(queues[0]?.patience))).size).toBe(1)
  expect(new Set(drawn.map(({ agents }) => agents[0]?.speed))).toEqual(new Set([1]))
})

test('RP2 shares stay shares', () => {
  for (const { agents } of drawn) {
    const { accept = NaN, reject = NaN } = agents[0]?.answers ?? {}
    expect(accept).toBeGreaterThanOrEqual(0)
    expect(reject).toBeGreaterThanOrEqual(0)
    expect(accept + reject).toBeLessThanOrEqual(1)
  }
})

test('RP2 of those who do not accept, the share refused is drawn as from as many invitations as the interval speaks of', () => {
  const refused = drawn.map(({ agents }) => {
    const { accept = NaN, reject = NaN } = agents[0]?.answers ?? {}
    return reject / (1 - accept)
  })
  const { mean } = interval(refused)
  const spread = Math.sqrt(interval(refused.map((one) => (one - mean) ** 2)).mean)
  // 0.8 ± 0.1 is 61 invitations, of which 12 were not accepted.
  const binomial = Math.sqrt((0.5 * 0.5) / 12.3)
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.03)
  expect(spread / binomial).toBeGreaterThan(0.88)
  expect(spread / binomial).toBeLessThan(1.12)
})

test('RP2 what figures have in common is drawn once for all of them', () => {
  const share = { how: 'inferred', value: 0.8, ci95: [0.76, 0.84] } as const
  const names = ['a', 'b', 'c', 'd']
  const together: Scenario = {
    ...scenario,
    agents: names.map((id) => ({ id, slots: 2, queues: ['q'], answers: { accept: 0.8, reject: 0.1 } })),
    origin: {
      ...(scenario.origin as NonNullable<Scenario['origin']>),
      figures: {
        '$.agents[0].answers': { ...share, common: { all: 0.4, some: 0.4 } },
        '$.agents[1].answers': { ...share, common: { all: 0.4, some: 0.4 } },
        '$.agents[2].answers': { ...share, common: { all: 0.4 } },
        '$.agents[3].answers': share,
      },
    },
  }
  const columns = Array.from({ length: 1000 }, (_, seed) =>
    drawnScenario(together, seed).agents.map(({ answers }) => answers?.accept ?? NaN),
  )
  const correlation = (one: number, other: number): number =>
    columns.reduce((sum, row) => sum + ((row[one] as number) - 0.8) * ((row[other] as number) - 0.8), 0) /
    (columns.length * (0.04 / 1.96) ** 2)
  names.forEach((_, place) => expect(Math.abs(correlation(place, place) - 1)).toBeLessThan(0.15))
  expect(Math.abs(correlation(0, 1) - 0.8)).toBeLessThan(0.15)
  expect(Math.abs(correlation(0, 2) - 0.4)).toBeLessThan(0.15)
  expect(Math.abs(correlation(0, 3))).toBeLessThan(0.15)
})

test('RP2 the same seed draws the same, and what was made by hand is not touched', () => {
  expect(drawnScenario(scenario, 7)).toEqual(drawn[7])
  const { origin: _, ...byHand } = scenario
  expect(drawnScenario(byHand, 7)).toBe(byHand)
})
