import { readFileSync } from 'node:fs'
import { builtin, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import { simulate } from '../run/simulate.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { interval } from '../statistics/interval.ts'

interface Reference {
  readonly program: string
  readonly load: number
  readonly seeds: number
  readonly EW: Figure
  readonly PW: Figure
  readonly PAb: Figure
  readonly SL20: Figure
}

interface Figure {
  readonly mean: number
  readonly ci95: readonly [number, number]
}

const folder = new URL('../../../../fixtures/truth/', import.meta.url)
const { results } = JSON.parse(readFileSync(new URL('chat_workload.json', folder), 'utf8')) as { results: Reference[] }
const staff = readFileSync(new URL('chat_workload_staff_200.txt', folder), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(' ').map(Number) as [number, number])
const long = Number(process.env['POINTSMAN_LONG'] ?? 1)
const languages = ['en', 'es', 'fr', 'de']

function workload(load: number): Scenario {
  return {
    pointsman: 'scenario/1',
    name: 'chat workload',
    horizon: { chats: 200_000 * long },
    platform: { acceptance: 'join' },
    queues: Array.from({ length: 8 }, (_, queue) => ({
      id: `q${queue}`,
      arrivals: { kind: 'poisson', perSecond: (load * 600) / 480 / 8 },
      languages: { en: 0.4, es: 0.3, fr: 0.2, de: 0.1 },
      handleTime: { kind: 'lognormal', mean: 480, sd: 480 * Math.sqrt(Math.exp(0.64) - 1) },
      patience: { kind: 'exponential', mean: 180 },
    })),
    agents: staff.map(([queues, spoken], agent) => ({
      id: `a${agent}`,
      slots: 3,
      queues: Array.from({ length: 8 }, (_, queue) => queue)
        .filter((queue) => (queues >> queue) & 1)
        .map((queue) => `q${queue}`),
      languages: languages.filter((_, language) => (spoken >> language) & 1),
    })),
  }
}

// The reference is itself simulated; ours agrees where the two differ by no more than chance of either allows, at 99 %.
// Its runs are a million chats from empty; ours are shorter, and the start from empty is less than a hundredth of them.
test.each(results.filter(({ program }) => program === 'c-index'))(
  'S27 the chat workload at load $load agrees with the reference',
  ({ load, EW, PW, PAb, SL20 }) => {
    const strategy = (seed: number): Strategy => builtin('most-free-capacity', { seed }) as Strategy
    const outcomes = simulate({ scenario: workload(load), strategy, seed: 6, replications: 8 })
    const found = {
      wait: [outcomes.map(({ metrics }) => metrics.waitMean), EW],
      waited: [outcomes.map(({ metrics }) => metrics.waited), PW],
      abandoned: [outcomes.map(({ metrics }) => metrics.abandonRate), PAb],
      'in time': [outcomes.map(({ metrics }) => metrics.serviceLevel), SL20],
    } as const
    const apart = Object.entries(found).flatMap(([name, [simulated, { mean, ci95 }]]) => {
      const ours = interval(simulated, 0.99)
      const theirs = ((ci95[1] - ci95[0]) / 2) * (2.861 / 2.093)
      const most = Math.max(Math.hypot(ours.half, theirs), 0.01 * mean)
      return Math.abs(ours.mean - mean) <= most ? [] : [`${name}: ${mean} there, ${ours.mean} here`]
    })
    expect(apart).toEqual([])
  },
)
