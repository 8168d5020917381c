import { expect, test } from 'vitest'
import { checkScenario } from './check-scenario.ts'
import { onlineShare } from './online-share.ts'
import type { Scenario } from './scenario.ts'

const sound: Scenario = {
  pointsman: 'scenario/1',
  name: 'sound',
  horizon: { chats: 100 },
  queues: [
    {
      id: 'q',
      arrivals: { kind: 'poisson', perSecond: 0.01 },
      handleTime: { kind: 'exponential', mean: 100 },
    },
  ],
  agents: [{ id: 'a', count: 2, slots: 2, queues: ['q'] }],
}
const [queue] = sound.queues as [Scenario['queues'][number]]
const [agent] = sound.agents as [Scenario['agents'][number]]

function told(changes: Partial<Scenario>): readonly string[] {
  return checkScenario({ ...sound, ...changes }).map(({ level, path, text }) => `${level} ${path}: ${text}`)
}

const withQueue = (changes: Partial<typeof queue>) => ({ queues: [{ ...queue, ...changes }] })
const withAgent = (changes: Partial<typeof agent>) => ({ agents: [{ ...agent, ...changes }] })

test('S10 a sound scenario has no problems', () => {
  expect(told({})).toEqual([])
})

const bad: readonly (readonly [string, Partial<Scenario>])[] = [
  ["error $.warmup.chats: expected less than the horizon's 100, got 100", { warmup: { chats: 100 } }],
  ['error $.queues[1].id: expected an id that no queue before has, got "q"', { queues: [queue, queue] }],
  ['error $.queues[1].id: expected a queue that an agent serves, got "r"', { queues: [queue, { ...queue, id: 'r' }] }],
  [
    'error $.queues[0].languages: expected shares that sum to 1, got 0.9',
    withQueue({ languages: { en: 0.6, es: 0.3 } }),
  ],
  [
    'error $.queues[0].handleTime.max: expected at least min, which is 5, got 4',
    withQueue({ handleTime: { kind: 'uniform', min: 5, max: 4 } }),
  ],
  [
    'error $.queues[0].patience.weights: expected 2 weights, one for each value, got 1',
    withQueue({ patience: { kind: 'hyperexponential', means: [1, 2], weights: [1] } }),
  ],
  [
    'error $.queues[0].patience.weights: expected a weight above 0, got [0]',
    withQueue({ patience: { kind: 'empirical', values: [1], weights: [0] } }),
  ],
  [
    'error $.queues[0].arrivals.at[2]: expected at least 3, the one before, got 2',
    withQueue({ arrivals: { kind: 'trace', at: [1, 3, 2] } }),
  ],
  [
    'error $.queues[0].arrivals.from[0]: expected 0, the beginning of the period, got 1',
    withQueue({ arrivals: { kind: 'piecewise', period: 10, from: [1], perSecond: [1] } }),
  ],
  [
    'error $.queues[0].arrivals.from[1]: expected less than the period, 10, got 10',
    withQueue({ arrivals: { kind: 'piecewise', period: 10, from: [0, 10], perSecond: [1, 1] } }),
  ],
  [
    'error $.queues[0].arrivals.perSecond: expected 2 rates, one for each step, got 1',
    withQueue({ arrivals: { kind: 'piecewise', period: 10, from: [0, 5], perSecond: [1] } }),
  ],
  [
    'error $.queues[0].arrivals.perSecond: expected a rate above 0, got [0]',
    withQueue({ arrivals: { kind: 'piecewise', period: 10, from: [0], perSecond: [0] } }),
  ],
  [
    'error $.agents[1].id: expected an id that no agent before has, got "a-2"',
    { agents: [agent, { id: 'a-2', slots: 1, queues: ['q'] }] },
  ],
  ['error $.agents[0].queues[1]: expected one of the queues q, got "x"', withAgent({ queues: ['q', 'x'] })],
  ['error $.agents[0].speed.x: expected one of the queues q, got "x"', withAgent({ speed: { x: 2 } })],
  [
    'error $.agents[0].answers: expected accept + reject of at most 1, got 1.5',
    withAgent({ answers: { accept: 0.9, reject: 0.6 } }),
  ],
  [
    'error $.agents[0].shifts[0][1]: expected more than 10, when the shift begins, got 10',
    withAgent({ shifts: [[10, 10]] }),
  ],
  [
    'error $.agents[0].shifts[0][1]: expected at most 86410: shifts repeat daily, got 90000',
    withAgent({ shifts: [[10, 90_000]] }),
  ],
  [
    'error $.queues[0].languages.da: expected a language that an agent of queue "q" speaks; nobody would ever take these chats',
    { ...withQueue({ languages: { en: 0.5, da: 0.5 } }), ...withAgent({ languages: ['EN'] }) },
  ],
]

test.each(bad)('S10 %s', (line, changes) => {
  expect(told(changes)).toContain(line)
})

test('S10 a language that nobody speaks is odd, no error, where its customers leave', () => {
  const found = told({
    ...withQueue({ languages: { en: 0.5, da: 0.5 }, patience: { kind: 'constant', value: 9 } }),
    ...withAgent({ languages: ['en'] }),
  })
  expect(found).toEqual([expect.stringMatching(/^warning \$\.queues\[0\]\.languages\.da: /)])
})

test('S11 more work than agents can do is warned about where nobody leaves, also where only some queues have too much', () => {
  const arrivals = { kind: 'poisson', perSecond: 0.05 } as const
  expect(told(withQueue({ arrivals }))).toEqual([
    'warning $.queues[0]: expected less work than the agents can do, or customers who lose patience; queue "q": work for 5 slots, 4 to do it; the wait grows as long as the run lasts',
  ])
  for (const way of [{ patience: { kind: 'constant', value: 60 } as const }, {}]) {
    const platform = 'patience' in way ? {} : { waitingRoom: 10 }
    expect(told({ ...withQueue({ arrivals, ...way }), platform })).toEqual([])
  }
  expect(told({ ...withQueue({ arrivals }), platform: { mode: 'search' } })).toEqual([])
  expect(told({ ...withQueue({ arrivals }), concurrency: { speed: [1, 0.9] } })[0]).toContain('3.6 to do it')
  expect(told({ ...withQueue({}), ...withAgent({ shifts: [[0, 8640]] }) })[0]).toContain('0.4 to do it')
  // Each queue alone has agents enough, and so have all three; two of them share agents who are too few.
  const three = ['1', '2', '3'].map((id) => ({
    ...queue,
    id,
    arrivals: { kind: 'poisson', perSecond: 0.018 } as const,
  }))
  const found = told({
    queues: three,
    agents: [
      { id: 'a', slots: 3, queues: ['1', '2'] },
      { id: 'b', slots: 9, queues: ['3'] },
    ],
  })
  expect(found[0]).toContain('queues "1", "2": work for 3.6 slots, 3 to do it')
})

test('S11 languages count: those who speak one cannot do the work in another', () => {
  const found = told({
    ...withQueue({ languages: { en: 0.5, fr: 0.1, da: 0.4 }, arrivals: { kind: 'poisson', perSecond: 0.03 } }),
    agents: [
      { id: 'a', count: 9, slots: 1, queues: ['q'], languages: ['en', 'fr'] },
      { id: 'b', slots: 1, queues: ['q'], languages: ['DA'] },
    ],
  })
  expect(found).toHaveLength(1)
  expect(found[0]).toContain('queue "q" in da: work for 1.2 slots, 1 to do it')
})

test('S11 shifts that overlap count once', () => {
  const shifts = [
    [0, 43_200],
    [21_600, 64_800],
    [79_200, 93_600],
  ] as const
  expect(onlineShare(shifts)).toBeCloseTo(72_000 / 86_400, 12)
  expect(onlineShare([[50_000, 136_400]])).toBe(1)
  expect(onlineShare([])).toBe(1)
  // Work for 3.5 slots; 4 slots for 20 hours of the day do 3.3.
  const arrivals = { kind: 'poisson', perSecond: 0.035 } as const
  expect(told({ ...withQueue({ arrivals }), ...withAgent({ shifts }) })[0]).toContain('3.3 to do it')
})

test('S30 chats that everybody refuses wait for ever where nobody leaves: a warning', () => {
  const refusing = withAgent({ answers: { accept: 0.9, reject: 0.1 } })
  expect(told(refusing)).toEqual([
    expect.stringMatching(/^warning \$\.queues\[0\]\.patience: nobody gives up in queue "q", and all who /),
  ])
  expect(told({ ...refusing, ...withQueue({ patience: { kind: 'constant', value: 600 } }) })).toEqual([])
  expect(told({ ...refusing, platform: { mode: 'search' } })).toEqual([])
  expect(told({ ...refusing, platform: { acceptance: 'join' } })).toEqual([])
  expect(told({ agents: [...refusing.agents, { id: 'b', slots: 1, queues: ['q'] }] })).toEqual([])
  const inDanish = { ...withQueue({ languages: { en: 0.5, da: 0.5 } }) }
  expect(
    told({ ...inDanish, agents: [...refusing.agents, { id: 'b', slots: 4, queues: ['q'], languages: ['en'] }] }),
  ).toHaveLength(1)
})

test('S30 a warm-up or a horizon that the recorded arrivals do not fill: a warning', () => {
  const traced = withQueue({ arrivals: { kind: 'trace', at: [5, 20, 30] }, patience: { kind: 'constant', value: 9 } })
  const horizon = { seconds: 1000 }
  expect(told({ ...traced, horizon: { chats: 3 } })).toEqual([])
  expect(told(traced)).toEqual([
    'warning $.horizon.chats: expected at most 3, as many chats as the traces have, got 100',
  ])
  expect(told({ ...traced, horizon, warmup: { seconds: 40 } })).toEqual([
    'warning $.warmup.seconds: expected at most 30, when the last chat arrives, or nothing is counted, got 40',
  ])
  expect(told({ ...traced, horizon, warmup: { chats: 3 } })).toEqual([
    'warning $.warmup.chats: expected less than the 3 recorded chats, or nothing is counted, got 3',
  ])
  expect(told({ ...traced, horizon, warmup: { seconds: 30 } })).toEqual([])
  expect(told({ ...traced, horizon: { seconds: 5 } })[0]).toMatch(/^warning \$\.horizon\.seconds: /)
})
