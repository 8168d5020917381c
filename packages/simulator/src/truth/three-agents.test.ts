import { builtin, PolicyStrategy, preferences, rules, type Policy, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import { simulate } from '../run/simulate.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { disagreements } from './agree.ts'

const long = Number(process.env['POINTSMAN_LONG'] ?? 1)

function scenario(perSecond: number): Scenario {
  return {
    pointsman: 'scenario/1',
    name: 'three agents of speeds 1, 2 and 3',
    horizon: { chats: 100_000 * long },
    warmup: { chats: 2_000 },
    platform: { acceptance: 'join' },
    queues: [{ id: 'q', arrivals: { kind: 'poisson', perSecond }, handleTime: { kind: 'exponential', mean: 1 } }],
    agents: [1, 2, 3].map((speed) => ({ id: `speed-${speed}`, slots: 1, queues: ['q'], speed })),
  }
}

const eligible = ['online', 'has-capacity', 'serves-queue', 'speaks-language'].map(
  (name) => rules[name]?.make({}) as Policy['require'][number],
)
const fastest = preferences['fastest']?.make({}) as Policy['prefer'][number]

function speedFirst(wants: 'more' | 'less'): (seed: number) => Strategy {
  return (seed) =>
    new PolicyStrategy({ name: 'by speed', require: eligible, prefer: [{ ...fastest, wants }] }, { seed })
}

const named = (name: string) => (seed: number) => builtin(name, { seed }) as Strategy

/** Mean wait and occupancies by a Markov chain solved exactly; peers' oracle of arXiv:1305.6249's setting. */
const oracle = [
  { load: 3, rule: 'random', wait: 0.08571, occupancy: [0.6429, 0.5143, 0.4429], strategy: named('random') },
  {
    load: 3,
    rule: 'longest-idle',
    wait: 0.08571,
    occupancy: [0.6429, 0.5143, 0.4429],
    strategy: named('longest-idle'),
  },
  { load: 3, rule: 'fastest first', wait: 0.07457, occupancy: [0.4209, 0.4557, 0.5559], strategy: speedFirst('more') },
  { load: 3, rule: 'slowest first', wait: 0.09369, occupancy: [0.7851, 0.5703, 0.3581], strategy: speedFirst('less') },
  { load: 4.8, rule: 'random', wait: 0.55331, occupancy: [0.8715, 0.8092, 0.77], strategy: named('random') },
  {
    load: 4.8,
    rule: 'longest-idle',
    wait: 0.55331,
    occupancy: [0.8715, 0.8092, 0.77],
    strategy: named('longest-idle'),
  },
  { load: 4.8, rule: 'fastest first', wait: 0.53653, occupancy: [0.792, 0.7838, 0.8135], strategy: speedFirst('more') },
  {
    load: 4.8,
    rule: 'slowest first',
    wait: 0.56519,
    occupancy: [0.9211, 0.8364, 0.7354],
    strategy: speedFirst('less'),
  },
]

test.each(oracle)(
  'S24 three agents of speeds 1, 2, 3 at $load a second: $rule',
  ({ load, wait, occupancy, strategy }) => {
    const outcomes = simulate({ scenario: scenario(load), strategy, seed: 3, replications: 10 })
    expect(
      disagreements([
        { name: 'wait', simulated: outcomes.map(({ metrics }) => metrics.waitMean), exact: wait },
        ...occupancy.map((exact, agent) => ({
          name: `occupancy of speed ${agent + 1}`,
          simulated: outcomes.map(({ agents }) => agents[agent]?.occupancy as number),
          exact,
        })),
      ]),
    ).toEqual([])
  },
)
