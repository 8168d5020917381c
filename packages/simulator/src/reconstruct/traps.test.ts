import { describe, expect, test } from 'vitest'
import { meanOf } from '../scenario/means.ts'
import { watched } from './watched.ts'
import { invited, plainWorld, queueOf, scenarioOf } from './worlds.ts'

describe('the traps of such data', () => {
  test('RC8 the patience of who is attended is only known to exceed the wait: those who left alone would say too little', () => {
    const { found } = watched(plainWorld(4000), { seed: 2 })
    const left = [...found.waits].filter(({ end }) => end === 'abandoned').map(({ lo }) => lo)
    const naive = left.reduce((sum, seconds) => sum + seconds, 0) / left.length
    const patience = meanOf(queueOf(scenarioOf(found), 'q').patience ?? { kind: 'never' })
    expect(naive).toBeLessThan(0.6 * 150)
    expect(Math.abs(patience / 150 - 1)).toBeLessThan(0.12)
  })

  test('RC8 the gap between two requests is not the customer’s: a chat that vanished waited beyond the last one', () => {
    const { found } = watched(plainWorld(4000), { seed: 2, events: false })
    const vanished = [...found.waits].filter(({ end }) => end === 'abandoned')
    expect(vanished.length).toBeGreaterThan(100)
    // Waits up to the last request: most chats that left were asked for once, on arrival.
    const naive = vanished.reduce((sum, { lo }) => sum + lo, 0) / vanished.length
    const patience = meanOf(queueOf(scenarioOf(found), 'q').patience ?? { kind: 'never' })
    expect(naive).toBeLessThan(0.3 * 150)
    expect(Math.abs(patience / 150 - 1)).toBeLessThan(0.15)
  })

  test('RC8 chats too short to be seen, and the middle of what is seen, would make handle times too long', () => {
    const sparse = plainWorld(3000, {
      queues: [
        {
          id: 'q',
          arrivals: { kind: 'poisson', perSecond: 0.006 },
          handleTime: { kind: 'exponential', mean: 150 },
          patience: { kind: 'exponential', mean: 100 },
        },
      ],
      agents: [{ id: 'a', count: 3, slots: 2, queues: ['q'] }],
    })
    const { found } = watched(sparse, { seed: 5, events: false })
    const seen = [...found.waits].flatMap(({ chat }) => (chat.stint === undefined ? [] : [chat.stint]))
    const middles = seen.map(
      ({ beganHi, beganLo, endedHi, endedLo }) => (endedLo + endedHi) / 2 - (beganLo + beganHi) / 2,
    )
    const naive = middles.filter(Number.isFinite).reduce((sum, seconds) => sum + seconds, 0) / middles.length
    expect(naive).toBeGreaterThan(1.15 * 150)
    expect(Math.abs(meanOf(queueOf(scenarioOf(found), 'q').handleTime) / 150 - 1)).toBeLessThan(0.08)
  })

  test('RC8 a refusal between two snapshots shows only in who rejected, and counts', () => {
    const { found, truth } = watched(invited(3000), { seed: 4, events: false })
    const sums = [...truth.answers.values()].reduce((sum, { refused }) => sum + refused, 0)
    const seen = [...found.sightings.agents.values()].reduce((sum, { refused }) => sum + refused, 0)
    expect(sums).toBeGreaterThan(100)
    // The last refusal of a chat that nobody asked for again is not told.
    expect(seen / sums).toBeGreaterThan(0.9)
    expect(seen / sums).toBeLessThanOrEqual(1)
  })

  test('RC8 what goes on at the end is censored, not short', () => {
    const world = plainWorld(4000)
    const { found } = watched(world, { seed: 6, keeps: (at) => at < 3000 })
    const goesOn = [...found.waits].filter(({ chat }) => chat.stint !== undefined && chat.stint.endedHi === Infinity)
    expect(goesOn.length).toBeGreaterThan(5)
    const traced = queueOf(scenarioOf(found), 'q').arrivals
    const known = traced.kind === 'trace' ? (traced.chats?.handleTime ?? []) : []
    const open = known.filter((one) => Array.isArray(one) && one[1] === null)
    expect(open.length).toBe(goesOn.length)
  })
})
