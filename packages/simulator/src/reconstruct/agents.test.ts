import { describe, expect, test } from 'vitest'
import { meanOf } from '../scenario/means.ts'
import type { AgentSettings } from '../scenario/scenario.ts'
import { watched } from './watched.ts'
import { agentOf, plainWorld, queueOf, scenarioOf } from './worlds.ts'

describe('agents', () => {
  test('RC9 speeds and the slow-down with chats in hand are found together', () => {
    const world = plainWorld(6000, {
      agents: [
        { id: 'quick', count: 3, slots: 3, queues: ['q'], speed: 1.25 },
        { id: 'usual', count: 3, slots: 3, queues: ['q'] },
        { id: 'slow', count: 3, slots: 3, queues: ['q'], speed: 0.8 },
      ],
      concurrency: { speed: [1, 0.85, 0.7] },
    })
    for (const watching of [{ seed: 8 }, { seed: 8, events: false }]) {
      const scenario = scenarioOf(watched(world, watching).found)
      const [, second = 1, third = 1] = scenario.concurrency?.speed ?? []
      expect(Math.abs(second / 0.85 - 1)).toBeLessThan(0.1)
      expect(Math.abs(third / 0.7 - 1)).toBeLessThan(0.12)
      const speeds = (name: string): number =>
        [1, 2, 3].reduce((sum, n) => sum + Math.log(Number(agentOf(scenario, `${name}-${n}`).speed)) / 3, 0)
      expect(Math.exp(speeds('quick') - speeds('usual'))).toBeCloseTo(1.25, 0.9)
      expect(Math.exp(speeds('usual') - speeds('slow'))).toBeCloseTo(1.25, 0.9)
      expect(Math.abs(meanOf(queueOf(scenario, 'q').handleTime) / 300 - 1)).toBeLessThan(0.08)
    }
  })

  test('RC9 where all are alike they are found to be, and no slow-down is made up', () => {
    const scenario = scenarioOf(watched(plainWorld(4000), { seed: 9, events: false }).found)
    expect(scenario.concurrency?.speed).toEqual([1])
    for (const { speed } of scenario.agents) expect(Math.abs(Number(speed) - 1)).toBeLessThan(0.06)
  })

  test.each([{}, { events: false }])('RC10 answers, their times and the timeout are found: %o', (watching) => {
    const after = (mean: number): { kind: 'exponential'; mean: number } => ({ kind: 'exponential', mean })
    const world = plainWorld(5000, {
      platform: { acceptance: 'invite', invitationTimeout: 22 },
      agents: [
        { id: 'keen', count: 6, slots: 2, queues: ['q'], answers: { accept: 0.95, reject: 0.03, after: after(4) } },
        { id: 'busy', count: 6, slots: 2, queues: ['q'], answers: { accept: 0.6, reject: 0.2, after: after(8) } },
      ],
    })
    const scenario = scenarioOf(watched(world, { ...watching, seed: 10 }).found)
    expect(scenario.platform).toMatchObject({ mode: 'queue', acceptance: 'invite' })
    expect(scenario.platform?.invitationTimeout).toBeCloseTo(22, 1)
    const mean = (name: string, of: (answers: NonNullable<AgentSettings['answers']>) => number): number =>
      [1, 2, 3, 4, 5, 6].reduce((sum, n) => sum + of(agentOf(scenario, `${name}-${n}`).answers ?? {}) / 6, 0)
    expect(Math.abs(mean('keen', ({ accept = 1 }) => accept) - 0.95)).toBeLessThan(0.03)
    expect(Math.abs(mean('busy', ({ accept = 1 }) => accept) - 0.6)).toBeLessThan(0.06)
    expect(Math.abs(mean('busy', ({ reject = 0 }) => reject) - 0.2)).toBeLessThan(0.05)
    const time = (name: string): number =>
      mean(name, (answers) => meanOf(answers.after ?? { kind: 'constant', value: 0 }))
    expect(Math.abs(time('keen') / 4 - 1)).toBeLessThan(0.2)
    expect(Math.abs(time('busy') / 8 - 1)).toBeLessThan(0.25)
  })

  test('RC10 who has the same queues, languages and slots answers alike as far as was seen, and what is not known of them is so for all', () => {
    const agents = (id: string, accept: number, slots: number): AgentSettings => ({
      id,
      count: 4,
      slots,
      queues: ['q'],
      answers: { accept, reject: 0.9 - accept },
    })
    const world = plainWorld(2000, {
      platform: { acceptance: 'invite', invitationTimeout: 25 },
      agents: [agents('one', 0.85, 2), agents('other', 0.6, 3)],
    })
    const scenario = scenarioOf(watched(world, { seed: 11 }).found)
    for (const [name, accept] of [
      ['one', 0.85],
      ['other', 0.6],
    ] as const) {
      const places = scenario.agents.flatMap(({ id }, place) => (id.startsWith(`${name}-`) ? [place] : []))
      const shares = places.map((place) => scenario.agents[place]?.answers?.accept ?? NaN)
      expect(Math.max(...shares) - Math.min(...shares)).toBeLessThan(0.05)
      for (const share of shares) expect(Math.abs(share - accept)).toBeLessThan(0.04)
      for (const place of places) {
        const common = scenario.origin?.figures[`$.agents[${place}].answers`]?.common ?? {}
        expect(Object.keys(common)).toEqual(['$.agents[*].answers', `like $.agents[${places[0]}].answers`])
        const [ofAll = NaN, ofKind = NaN] = Object.values(common)
        expect(ofAll).toBeGreaterThanOrEqual(0)
        expect(ofKind).toBeGreaterThan(0.3)
        expect(ofAll + ofKind).toBeLessThanOrEqual(1)
      }
    }
  })
})
