import { builtin, type Strategy } from '@pointsman/core'
import type { WorldChat } from '@pointsman/world'
import { expect, test } from 'vitest'
import { metricNames } from '../result/metrics.ts'
import { result } from '../result/result.ts'
import { checkScenario } from '../scenario/check-scenario.ts'
import { handlings } from '../scenario/handlings.ts'
import type { QueueSettings, Scenario } from '../scenario/scenario.ts'
import { whyNoBound } from '../bound/why-no-bound.ts'
import { Replication } from './replication.ts'
import { simulate } from './simulate.ts'

const strategy = (name: string) => (seed: number) => builtin(name, { seed }) as Strategy

const [first, second] = [queue('1', 60), queue('2', 120)]

function queue(id: string, mean: number): QueueSettings {
  return { id, arrivals: { kind: 'poisson', perSecond: 0.02 }, handleTime: { kind: 'exponential', mean } }
}

function scenarioOf(queues: readonly QueueSettings[], more: Partial<Scenario> = {}): Scenario {
  const agents = queues.map(({ id }) => ({ id: `agent of ${id}`, slots: 20, queues: [id] }))
  const platform = { acceptance: 'join' as const }
  return { pointsman: 'scenario/1', name: 'transfers', horizon: { chats: 4000 }, platform, queues, agents, ...more }
}

/** Two chats that go from 1 to 2 for certain, and one in queue 2 before them. */
const step: Scenario = {
  ...scenarioOf([
    {
      id: '1',
      arrivals: { kind: 'trace', at: [0, 1] },
      handleTime: { kind: 'constant', value: 10 },
      patience: { kind: 'constant', value: 9 },
      transfers: [{ to: '2', share: 1 }],
    },
    {
      id: '2',
      arrivals: { kind: 'trace', at: [2] },
      handleTime: { kind: 'constant', value: 30 },
      patience: { kind: 'constant', value: 25 },
    },
  ]),
  horizon: { chats: 3 },
  agents: [
    { id: 'one', slots: 1, queues: ['1'] },
    { id: 'two', slots: 1, queues: ['2'] },
  ],
}

test('TR1 at the end of a handling the chat goes on instead of closing, its agent is free, and its customer waits anew', () => {
  const lines: string[] = []
  const tell =
    (what: string) =>
    (chat: WorldChat, agent: { readonly id: string } | undefined, at: number): void =>
      void lines.push(`${at} ${chat.id} ${what} ${agent?.id ?? ''}`.trim())
  const run = new Replication(step, strategy('most-free-capacity')(1), {
    seed: 1,
    observers: [
      {
        attended: tell('attended'),
        transferred: (chat, agent, from, at) => {
          lines.push(`${at} ${chat.id} from ${from} to ${chat.queue} by ${[...chat.servedBefore].join()}`)
          expect(agent.activeChats).toBe(0)
        },
        ended: (chat, agent, at) => tell(chat.state)(chat, agent, at),
      },
    ],
  })
  run.run()
  // c0 waits anew from second 10 on, for less than 25 s; c1, handed on at second 20, for more.
  expect(lines).toEqual([
    '0 c0 attended one',
    '2 c2 attended two',
    '10 c0 from 1 to 2 by one',
    '10 c1 attended one',
    '20 c1 from 1 to 2 by one',
    '32 c2 closed two',
    '32 c0 attended two',
    '45 c1 abandoned',
    '62 c0 closed two',
  ])
})

test('TR2 the share of chats handed on is as stated, under every strategy the same ones go the same way', () => {
  const scenario = scenarioOf([{ ...first, transfers: [{ to: '2', share: 0.3 }] }, second])
  const ways = ['most-free-capacity', 'random'].map((name) => {
    const handed: string[] = []
    const run = new Replication(scenario, strategy(name)(1), {
      seed: 4,
      observers: [{ transferred: ({ id, queue }) => void handed.push(`${id} ${queue}`) }],
    })
    run.run()
    return handed.toSorted()
  })
  expect(ways[0]).toEqual(ways[1])
  // 2,000 chats in queue 1: three standard errors are 0.031.
  expect((ways[0]?.length ?? 0) / 2000).toBeGreaterThan(0.3 - 0.04)
  expect((ways[0]?.length ?? 0) / 2000).toBeLessThan(0.3 + 0.04)
})

test('TR3 a chat goes on so often at most, and then closes', () => {
  const both = [
    { ...first, transfers: [{ to: '2', share: 0.999 }] },
    { ...second, transfers: [{ to: '1', share: 0.999 }] },
  ]
  for (const maxTransfers of [0, 1, 3]) {
    const most = new Map<string, number>()
    const run = new Replication(
      scenarioOf(both, { platform: { acceptance: 'join', maxTransfers }, horizon: { chats: 200 } }),
      strategy('random')(1),
      { seed: 1, observers: [{ ended: ({ id, transfers }) => void most.set(id, transfers) }] },
    )
    run.run()
    expect(Math.max(...most.values())).toBe(maxTransfers)
    expect(most.size).toBe(200)
  }
})

test('TR4 waits count to the first attendance, in the queue of the offer; what an agent hands on counts as theirs', () => {
  const outcomes = simulate({
    scenario: { ...step, warmup: undefined },
    strategy: strategy('most-free-capacity'),
    seed: 1,
    replications: 1,
  })
  const found = result({ scenario: 's', strategy: 'm', seed: 1 }, outcomes)
  expect(found.chats).toMatchObject({ offered: 3, attended: 2, abandoned: 1 })
  expect(found.metrics.waitMean?.mean).toBeCloseTo(9 / 3)
  expect(found.metrics.transferRate?.mean).toBeCloseTo(2 / 3)
  expect(found.byQueue['1']?.transferRate?.mean).toBeCloseTo(1)
  expect(found.byQueue['2']?.transferRate?.mean).toBe(0)
  // c0 was with its two agents for 10 and 30 seconds, c2 for 30.
  expect(found.metrics.handleMean?.mean).toBeCloseTo(35)
  expect(found.byQueue['1']?.handleMean?.mean).toBeCloseTo(40)
  expect(found.agents.map(({ chats }) => chats)).toEqual([2, 2])
})

test('TR5 without transfers a result has no such metric', () => {
  const outcomes = simulate({
    scenario: scenarioOf([first, second], { horizon: { chats: 50 } }),
    strategy: strategy('random'),
    seed: 1,
    replications: 2,
  })
  expect(Object.keys(result({ scenario: 's', strategy: 'm', seed: 1 }, outcomes).metrics)).toEqual([...metricNames])
})

test('TR6 in the long run agents are as busy as the traffic equations say, and that is what stability is judged by', () => {
  const scenario = scenarioOf(
    [
      { ...first, transfers: [{ to: '2', share: 0.5 }] },
      { ...second, transfers: [{ to: '1', share: 0.2 }] },
    ],
    { horizon: { chats: 20_000 }, platform: { acceptance: 'join', maxTransfers: 20 } },
  )
  // λ1 = 0.02 + 0.2 λ2 and λ2 = 0.02 + 0.5 λ1.
  const rates = [0.024 / 0.9, 0.03 / 0.9]
  for (const [place, rate] of [...handlings(scenario).values()].entries())
    expect(rate).toBeCloseTo(rates[place] ?? 0, 6)
  const [outcome] = simulate({ scenario, strategy: strategy('random'), seed: 3, replications: 1 })
  const expected = [(rates[0] as number) * 60, (rates[1] as number) * 120].map((busy) => busy / 20)
  outcome?.agents.forEach(({ occupancy }, place) => {
    expect(Math.abs(occupancy / (expected[place] as number) - 1)).toBeLessThan(0.05)
  })
  const few = { ...scenario, agents: scenario.agents.map((agent) => ({ ...agent, slots: 3 })) }
  expect(checkScenario(few).map(({ text }) => text)).toEqual([expect.stringContaining('work for 4 slots, 3 to do it')])
  expect(whyNoBound(scenario)).toContain('go on to another queue')
})

test.each([
  [[{ ...first, transfers: [{ to: '9', share: 0.1 }] }, second], '$.queues[0].transfers[0].to', 'the id of a queue'],
  [[{ ...first, transfers: [{ to: '1', share: 0.1 }] }, second], '$.queues[0].transfers[0].to', 'another queue'],
  [
    [{ ...first, transfers: [0.6, 0.6].map((share, i) => ({ to: String(i + 2), share })) }, second, queue('3', 60)],
    '$.queues[0].transfers',
    'sum to at most 1, got 1.2',
  ],
  [
    [
      { ...first, transfers: [{ to: '2', share: 1 }] },
      { ...second, transfers: [{ to: '1', share: 1 }] },
    ],
    '$.queues[0].transfers',
    'less than 1 somewhere on the way',
  ],
] as const)('TR7 transfers that do not fit are refused by JSON path: case %#', (queues, path, text) => {
  const [problem] = checkScenario(scenarioOf(queues))
  expect(problem).toMatchObject({ level: 'error', path, text: expect.stringContaining(text) as string })
})

test('TR7 a queue where nobody speaks what comes from elsewhere is refused', () => {
  const scenario = scenarioOf([{ ...first, languages: { da: 1 }, transfers: [{ to: '2', share: 0.1 }] }, second])
  const agents = scenario.agents.map((agent) => (agent.queues[0] === '2' ? { ...agent, languages: ['en'] } : agent))
  expect(checkScenario({ ...scenario, agents })).toEqual([
    { level: 'error', path: '$.queues[0].transfers[0].to', text: expect.stringContaining('"da"') as string },
  ])
})
