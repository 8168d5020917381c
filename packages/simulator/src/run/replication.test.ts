import { builtin, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import type { Outcome } from '../result/outcome.ts'
import type { AgentSettings, QueueSettings, Scenario } from '../scenario/scenario.ts'
import { replicate } from './replicate.ts'

const queue: QueueSettings = {
  id: 'q',
  arrivals: { kind: 'trace', at: [1] },
  handleTime: { kind: 'constant', value: 10 },
}
const agent: AgentSettings = { id: 'a', slots: 1, queues: ['q'] }
const plain: Scenario = {
  pointsman: 'scenario/1',
  name: 'by hand',
  horizon: { seconds: 1_000_000 },
  queues: [queue],
  agents: [agent],
}

function run(scenario: Scenario, strategy = 'most-free-capacity'): Outcome {
  return replicate({
    scenario,
    strategy: (seed) => builtin(strategy, { seed }) as Strategy,
    seed: 1,
    replication: 0,
  })
}

test('S9 a run goes on while somebody would still act: a shift that begins late, an answer that takes days', () => {
  const after = { kind: 'constant', value: 5 } as const
  const late = run({ ...plain, agents: [{ ...agent, shifts: [[300_000, 300_050]], answers: { after } }] })
  expect(late.counts).toMatchObject({ attended: 1, unfinished: 0 })
  expect(late.metrics.waitMean).toBe(300_004)
  const slow = run({
    ...plain,
    platform: { invitationTimeout: 400_000 },
    agents: [{ ...agent, answers: { after: { kind: 'constant', value: 300_000 } } }],
  })
  expect(slow.counts).toMatchObject({ attended: 1, unfinished: 0 })
  const seldom = run({
    ...plain,
    // Online for one invitation a day, and most run out.
    agents: [{ ...agent, shifts: [[50_000, 50_020]], answers: { accept: 0.02, reject: 0 } }],
    platform: { invitationTimeout: 15 },
  })
  expect(seldom.counts).toMatchObject({ attended: 1, unfinished: 0 })
})

test('S9 a run goes on until the patience of those whom all refuse has ended', () => {
  const refused = run({
    ...plain,
    queues: [
      {
        ...queue,
        arrivals: { kind: 'trace', at: [1, 2, 3] },
        patience: { kind: 'constant', value: 300_000 },
      },
    ],
    agents: [{ ...agent, shifts: [[0, 50]], answers: { accept: 0, reject: 1 } }],
  })
  expect(refused.counts).toMatchObject({ abandoned: 3, unfinished: 0 })
  expect(refused.metrics.waitMean).toBe(300_000)
})

test('S9 those whom nobody would ever take are left, and their wait, which nobody knows, counts in no mean', () => {
  const manners: readonly AgentSettings['answers'][] = [
    { accept: 0, reject: 1 },
    { accept: 0, reject: 0 },
  ]
  for (const answers of manners) {
    const left = run({
      ...plain,
      queues: [queue, { ...queue, id: 'r', arrivals: { kind: 'trace', at: [2, 4] } }],
      agents: [
        { ...agent, answers },
        { ...agent, id: 'b', slots: 2, queues: ['r'] },
      ],
    })
    expect(left.counts).toEqual({ offered: 3, attended: 2, abandoned: 0, lost: 0, unfinished: 1 })
    expect(left.metrics).toMatchObject({ waitMean: 0, waitP99: 0, sojournMean: 10, waited: 1 / 3, serviceLevel: 2 / 3 })
  }
})

test('S19 agents whose shifts begin or end at one instant come and go together, in whatever order they are written', () => {
  const chats = Array.from({ length: 30 }, (_, n) => 2 * n)
  const agents: readonly AgentSettings[] = [
    { id: 'a', slots: 3, queues: ['q', 'r'], shifts: [[100, 130]] },
    { id: 'b', slots: 1, queues: ['r'], shifts: [[100, 130]] },
    { id: 'c', count: 2, slots: 2, queues: ['q'], shifts: [[100, 130]] },
    { id: 'd', slots: 4, queues: ['q', 'r'], shifts: [[130, 80_000]] },
  ]
  const invited = (written: readonly AgentSettings[], strategy: string): readonly string[] => {
    const told: string[] = []
    const scenario: Scenario = {
      ...plain,
      // Nobody answers within a shift: at its end every invitation is taken back.
      platform: { invitationTimeout: 60 },
      queues: [
        { ...queue, arrivals: { kind: 'trace', at: chats } },
        { ...queue, id: 'r', priority: 1, arrivals: { kind: 'trace', at: [1, 41, 81] } },
      ],
      agents: written.map((one) => ({ ...one, answers: { after: { kind: 'constant', value: 40 } } })),
    }
    replicate({
      scenario,
      strategy: (seed) => builtin(strategy, { seed }) as Strategy,
      seed: 1,
      replication: 0,
      observers: [
        {
          invited: ({ id }, { id: agent }, at) => void told.push(`${at} ${id} ${agent}`),
          withdrawn: ({ id }, { id: agent }, at) => void told.push(`${at} ${id} not ${agent}`),
        },
      ],
    })
    return told
  }
  const [line] = invited(agents, 'most-free-capacity')
  // The first asked for is the longest waiting of the highest priority, and the one with the most room gets it.
  expect(line).toBe('100 c1 a')
  for (const strategy of ['most-free-capacity', 'fill-up', 'least-loaded']) {
    const [one, other] = [agents, agents.toReversed()].map((written) => invited(written, strategy))
    const sorted = (lines: readonly string[] | undefined) => lines?.filter((each) => !each.includes('not')).toSorted()
    expect(sorted(one)).toEqual(sorted(other))
    expect(one?.filter((each) => each.startsWith('130 ') && each.includes(' not ')).length).toBeGreaterThan(3)
  }
})

test('S31 a run begins within the shifts that go past midnight, and they come again', () => {
  const told: string[] = []
  replicate({
    scenario: {
      ...plain,
      horizon: { seconds: 200_000 },
      queues: [{ ...queue, arrivals: { kind: 'trace', at: [1, 86_399, 180_001] } }],
      agents: [
        { ...agent, shifts: [[79_200, 93_600]] },
        { ...agent, id: 'b', shifts: [[300_000, 300_050]] },
      ],
    },
    strategy: (seed) => builtin('most-free-capacity', { seed }) as Strategy,
    seed: 1,
    replication: 0,
    observers: [
      {
        status: ({ id, status }, at) => void (at < 200_000 && told.push(`${at} ${id} ${status}`)),
        attended: ({ id }, _, at) => void told.push(`${at} ${id}`),
      },
    ],
  })
  expect(told).toEqual([
    '0 a online',
    '1 c0',
    '7200 a offline',
    '79200 a online',
    '86399 c1',
    '93600 a offline',
    '165600 a online',
    '180000 a offline',
    '252000 c2',
  ])
})
