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
    expect(accept + reject).toBeLessThanOrEqual(1)
    expect(reject / (1 - accept)).toBeCloseTo(0.5, 9)
  }
})

test('RP2 the same seed draws the same, and what was made by hand is not touched', () => {
  expect(drawnScenario(scenario, 7)).toEqual(drawn[7])
  const { origin: _, ...byHand } = scenario
  expect(drawnScenario(byHand, 7)).toBe(byHand)
})
