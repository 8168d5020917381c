import { expect, test } from 'vitest'
import { survivalOf } from '../../chance/survival-of.ts'
import type { Scenario } from '../../scenario/scenario.ts'
import { plainWorld } from '../worlds.ts'
import { watched } from '../watched.ts'
import { servedByClock } from './served-by-clock.ts'
import type { HandleTimes } from './handle-times.ts'
import type { Work } from './work.ts'

const distribution = { kind: 'gamma', mean: 300, sd: 200 } as const

function served(paces: readonly (readonly [agent: string, speed: number, level: number])[], levels = [1]) {
  const agents = new Map(paces.map(([id]) => [id, { id }]))
  const speeds = new Map(paces.map(([id, speed]) => [agents.get(id), speed]))
  const works = paces.map(([id, , firstLevel]) => ({ queue: 'q', agent: agents.get(id), firstLevel }))
  const handle = { queues: new Map([['q', { distribution }]]), pace: { speeds, levels } }
  return servedByClock(handle as unknown as HandleTimes, works as unknown as Work[]).get('q')
}

test('RC8 where agents differ in speed, or chats slow down, chats last by the clock as those of the agents who have them', () => {
  const survival = survivalOf(distribution)
  for (const seconds of [1, 10, 60, 300, 1000]) {
    expect(served([])?.(seconds)).toBeCloseTo(survival(seconds), 12)
    expect(served([['a', 1, 1]])?.(seconds)).toBeCloseTo(survival(seconds), 12)
    const two = served([
      ['fast', 2, 1],
      ['slow', 0.5, 1],
    ])
    expect(two?.(seconds)).toBeCloseTo((survival(2 * seconds) + survival(seconds / 2)) / 2, 12)
    const slowed = served([['a', 2, 3]], [1, 0.6])
    expect(slowed?.(seconds)).toBeCloseTo(survival(1.2 * seconds), 12)
  }
})

test('RC8 from snapshots alone, as many are taken to have been given up as were, where agents differ in speed', () => {
  const answers = { accept: 0.88, reject: 0.08, after: { kind: 'exponential', mean: 6 } } as const
  const world: Scenario = plainWorld(2000, {
    platform: { acceptance: 'invite', invitationTimeout: 25 },
    queues: [
      {
        id: 'q',
        arrivals: { kind: 'poisson', perSecond: 0.05 },
        handleTime: { kind: 'gamma', mean: 300, sd: 200 },
        patience: { kind: 'exponential', mean: 120 },
      },
    ],
    agents: [
      { id: 'fast', count: 3, slots: 3, queues: ['q'], speed: 2.5, answers },
      { id: 'slow', count: 6, slots: 2, queues: ['q'], speed: 0.5, answers },
    ],
  })
  let [left, truly] = [0, 0]
  for (const seed of [1, 2]) {
    const { found, truth } = watched(world, { seed, events: false })
    for (const wait of found.waits) left += found.chanceOfLeaving(wait)
    truly += [...truth.ended.values()].filter(({ how }) => how === 'abandoned').length
  }
  // By the pace of the mean agent it is a fifth too many.
  expect(Math.abs(left / truly - 1)).toBeLessThan(0.1)
})
