import {
  builtin,
  catalog,
  type Policy,
  PolicyStrategy,
  type Preference,
  preferences,
  rules,
  type Strategy,
} from '@pointsman/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { metricNames } from '../result/metrics.ts'
import { outcomeOf } from '../run/outcome-of.ts'
import { indexable } from '../decide/indexable.ts'
import { Replication } from '../run/replication.ts'
import { simulate } from '../run/simulate.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { oddScenario } from './scenarios.ts'
import { Watch } from './watch.ts'

const names = catalog.map(({ policy }) => policy.name)
const anyScenario = fc.nat(1_000_000).map(oddScenario)
const anyStrategy = fc.constantFrom(...names)

function make(name: string, seed = 1): Strategy {
  return builtin(name, { seed }) as Strategy
}

const word = (name: string, options = {}): Preference => preferences[name]!.make(options)
/** Preferences that an index follows only as they are here, where it must know what it does. */
const hard = [
  [word('longest-idle'), word('fewest-active-chats')],
  [word('knows-the-customer')],
  [word('highest-skill')],
]
const easy = [
  ...['free-capacity', 'load-ratio', 'longest-without-a-turn', 'fewest-refusals', 'fewest-spare-skills', 'fastest'].map(
    (name) => word(name),
  ),
  ...['assigned', 'active'].map((clock) => word('longest-idle', { clock })),
  word('highest-skill', { skill: 'billing' }),
]
/** Policies that an index follows. */
const anyIndexed = fc
  .record({
    more: fc.subarray(['has-not-rejected', 'not-already-invited', 'has-skill']),
    before: fc.subarray(easy, { maxLength: 1 }),
    amid: fc.constantFrom(...hard),
    after: fc.subarray(easy, { maxLength: 1 }),
  })
  .map(({ more, before, amid, after }): Policy => {
    const require = ['online', 'has-capacity', 'serves-queue', 'speaks-language', ...more]
    return {
      name: 'own',
      require: require.map((name) => rules[name]!.make({})),
      prefer: [...before, ...amid, ...after],
    }
  })

test('S1 every chat is attended, abandoned or lost, once; nobody is above their slots or in two places; time never runs back', () => {
  fc.assert(
    fc.property(anyScenario, anyStrategy, fc.nat(1000), (scenario, name, seed) => {
      const watch = new Watch()
      const run = new Replication(scenario, make(name), { seed, observers: [watch] })
      while (!run.run(1)) watch.check(run.world.agents, run.world.waiting)
      watch.check(run.world.agents, run.world.waiting)
      const ended = watch.count('closed', 'abandoned', 'lost')
      expect(watch.states.size).toBe(run.offered)
      expect(ended + run.present).toBe(run.offered)
      const { counts } = outcomeOf(run, scenario, 1)
      expect(counts.attended + counts.abandoned + counts.lost + counts.unfinished).toBe(counts.offered)
      const { agents, metrics } = outcomeOf(run, scenario, 1)
      const handlings = agents.reduce((sum, { chats }) => sum + chats, 0)
      const transfers = Math.round((metrics.transferRate ?? 0) * counts.offered)
      if (counts.offered > 0) expect(handlings).toBe(counts.attended + transfers)
      if (scenario.warmup === undefined && counts.offered > 0) expect(transfers).toBe(watch.transfers)
      if (scenario.warmup === undefined) {
        expect(counts).toEqual({
          offered: run.offered,
          attended: watch.count('closed'),
          abandoned: watch.count('abandoned'),
          lost: watch.count('lost'),
          unfinished: run.present,
        })
      }
    }),
    { seed: 11, numRuns: 120 },
  )
})

test('M2 agents’ time and how long they had how many chats are what an onlooker adds up, from the warm-up to the last arrival', () => {
  fc.assert(
    fc.property(anyScenario, anyStrategy, fc.constantFrom(1, 7), (scenario, name, batches) => {
      const arrivals: number[] = []
      const observers = [{ arrived: (_: unknown, at: number) => void arrivals.push(at) }]
      const run = new Replication(scenario, make(name), { seed: 3, batches, observers })
      const seen = () =>
        run.world.agents.map(({ status, activeChats }) => ({ online: status === 'online' ? 1 : 0, activeChats }))
      const steps = [{ at: 0, agents: seen() }]
      while (!run.run(1)) steps.push({ at: run.time, agents: seen() })
      const { chats = 0, seconds } = scenario.warmup ?? {}
      const begin = seconds ?? (chats === 0 ? 0 : (arrivals[chats] ?? Infinity))
      const end = arrivals.at(-1) ?? 0
      const sums = run.world.agents.map(() => ({ online: 0, busy: 0 }))
      steps.forEach(({ at, agents }, i) => {
        const passed = Math.max(0, Math.min(end, steps[i + 1]?.at ?? end) - Math.max(begin, at))
        agents.forEach(({ online, activeChats }, index) => {
          const sum = sums[index]!
          sum.online += passed * online
          sum.busy += passed * online * activeChats
        })
      })
      outcomeOf(run, scenario, batches).agents.forEach(({ online, occupancy }, index) => {
        expect(online).toBeCloseTo(sums[index]!.online, 6)
        const { slots } = run.world.agents[index]!
        if (online > 0) expect(occupancy * online * slots).toBeCloseTo(sums[index]!.busy, 6)
      })
    }),
    { seed: 15, numRuns: 100 },
  )
})

test('L13 an index names whom the scan names, at every step of any scenario', () => {
  fc.assert(
    fc.property(anyScenario, anyStrategy, fc.nat(1000), (scenario, name, seed) => {
      const [index, scan] = [false, true].map((scan) => {
        const watch = new Watch()
        const run = new Replication(scenario, make(name), { seed, scan, observers: [watch] })
        run.run()
        return { lines: watch.lines, outcome: outcomeOf(run, scenario, 1) }
      })
      expect(index?.lines).toEqual(scan?.lines)
      expect(index?.outcome).toEqual(scan?.outcome)
    }),
    { seed: 12, numRuns: 200 },
  )
})

test('L13 an index names whom the scan names, whatever policy it can follow', () => {
  fc.assert(
    fc.property(anyScenario, anyIndexed, fc.nat(1000), (scenario, policy, seed) => {
      expect(indexable(new PolicyStrategy(policy))).toBeDefined()
      const [index, scan] = [false, true].map((scan) => {
        const watch = new Watch()
        new Replication(scenario, new PolicyStrategy(policy, { seed }), { seed, scan, observers: [watch] }).run()
        return watch.lines
      })
      expect(index).toEqual(scan)
    }),
    { seed: 14, numRuns: 150 },
  )
})

test('S2 looking on changes nothing', () => {
  fc.assert(
    fc.property(anyScenario, fc.constantFrom(...names, ...Object.keys(strangers)), (scenario, name) => {
      const [watched, alone] = [[new Watch()], []].map((observers) => {
        const strategy = strangers[name]?.() ?? make(name)
        const run = new Replication(scenario, strategy, { seed: 5, observers })
        run.run()
        const isRead = indexable(strategy)?.readsLedger ?? true
        const named = run.world.agents.map(({ id }) => (isRead ? run.ledger.agent(id).turns : 0))
        return { named, outcome: outcomeOf(run, scenario, 20) }
      })
      expect(watched).toEqual(alone)
    }),
    { seed: 13, numRuns: 100 },
  )
})

test('S3 the same seed gives the same run, another seed another', () => {
  const scenario = { ...oddScenario(4), horizon: { chats: 500 } }
  const strategy = (seed: number): Strategy => make('random', seed)
  const run = (seed: number): string => JSON.stringify(simulate({ scenario, strategy, seed, replications: 3 }))
  expect(run(1)).toBe(run(1))
  expect(run(1)).not.toBe(run(2))
})

test('S4 every strategy meets the same customers: arrivals, languages, patience and work', () => {
  fc.assert(
    fc.property(anyScenario, anyStrategy, anyStrategy, fc.nat(1000), (scenario, one, other, seed) => {
      const [first, second] = [one, other].map((name) => {
        const seen: string[] = []
        const worked = new Map<string, number>()
        const begun = new Map<string, number>()
        const run = new Replication({ ...scenario, concurrency: undefined }, make(name), {
          seed,
          observers: [
            {
              arrived: ({ id, queue, language }, at) => void seen.push(`${at} ${id} ${queue} ${language}`),
              attended: ({ id }, _, at) => void begun.set(id, at),
              transferred: (chat, agent, from, at) => {
                const speed = typeof agent.speed === 'number' ? agent.speed : (agent.speed.get(from) ?? 1)
                const handling = `${chat.id}, ${chat.transfers}, on to ${chat.queue}`
                worked.set(handling, (at - (begun.get(chat.id) as number)) * speed)
              },
              ended: (chat, agent, at) => {
                if (chat.state !== 'closed' || agent === undefined) return
                const speed = typeof agent.speed === 'number' ? agent.speed : (agent.speed.get(chat.queue) ?? 1)
                worked.set(chat.id, (at - (begun.get(chat.id) as number)) * speed)
              },
            },
          ],
        })
        run.run()
        return { seen, worked }
      })
      expect(first?.seen).toEqual(second?.seen)
      for (const [chat, work] of first?.worked ?? []) {
        const same = second?.worked.get(chat)
        if (same !== undefined) expect(same).toBeCloseTo(work, 6)
      }
    }),
    { seed: 14, numRuns: 100 },
  )
})

test('S4 a strategy compared with itself differs by exactly nothing', () => {
  const scenario = { ...oddScenario(21), horizon: { chats: 2000 } }
  for (const name of names) {
    const strategy = (seed: number): Strategy => make(name, seed)
    const [one, other] = [0, 1].map(() => simulate({ scenario, strategy, seed: 9, replications: 2 }))
    for (const metric of metricNames) {
      one?.forEach(({ metrics }, replication) => {
        expect(Object.is(metrics[metric], other?.[replication]?.metrics[metric])).toBe(true)
      })
    }
  }
})

test('S5 a pass, or a name that is not listed, leaves the chat to the default of the platform', () => {
  fc.assert(
    fc.property(anyScenario, fc.nat(1000), (scenario, seed) => {
      const runs = [
        (): Strategy => ({ ...silent, decide: () => ({ kind: 'pass', why: 'declined' }) }),
        (): Strategy => ({ ...silent, decide: () => ({ kind: 'assign', agent: 'nobody by that name' }) }),
        (): Strategy => make('most-free-capacity', seed),
      ].map((strategy) => {
        const watch = new Watch()
        new Replication(scenario, strategy(), { seed, observers: [watch] }).run()
        return watch.lines
      })
      expect(runs[0]).toEqual(runs[1])
      expect(runs[0]?.length).toBeGreaterThan(0)
    }),
    { seed: 15, numRuns: 50 },
  )
})

test('S5 the default of the platform is the most free capacity, chat by chat', () => {
  const told = (scenario: Scenario, strategy: Strategy, seed: number): readonly string[] => {
    const watch = new Watch()
    new Replication(scenario, strategy, { seed, observers: [watch] }).run()
    return watch.lines
  }
  let differs = 0
  fc.assert(
    fc.property(anyScenario, fc.nat(1000), (odd, seed) => {
      // Where agents join and hand nothing on, nobody is offered a chat twice, and the lots of both are the same.
      const queues = odd.queues.map((queue) => ({ ...queue, transfers: undefined }))
      const scenario: Scenario = { ...odd, queues, platform: { ...odd.platform, acceptance: 'join' } }
      const passing: Strategy = { ...silent, decide: () => ({ kind: 'pass', why: 'declined' }) }
      const lines = told(scenario, passing, seed)
      expect(lines).toEqual(told(scenario, make('most-free-capacity', seed), seed))
      if (lines.join() !== told(scenario, make('fill-up', seed), seed).join()) differs += 1
    }),
    { seed: 16, numRuns: 60 },
  )
  // Another default would have been seen.
  expect(differs).toBeGreaterThan(20)
})

test('S6 a relaxing strategy gets its way when a waiting chat is asked for again', () => {
  const policy: Policy = {
    name: 'anybody after a minute',
    require: ['online', 'has-capacity', 'serves-queue', 'speaks-language'].map(
      (name) => rules[name]?.make({}) as never,
    ),
    prefer: [],
    relax: [{ after: 60, drop: ['speaks-language'] }],
  }
  const outcomes = simulate({
    scenario: {
      pointsman: 'scenario/1',
      name: 'nobody speaks Danish',
      horizon: { chats: 1 },
      platform: { retryInterval: 25, acceptance: 'join' },
      queues: [
        {
          id: 'q',
          arrivals: { kind: 'trace', at: [100] },
          languages: { da: 1 },
          handleTime: { kind: 'constant', value: 1 },
        },
      ],
      agents: [{ id: 'a', slots: 1, queues: ['q'], languages: ['en'] }],
    },
    strategy: (seed) => new PolicyStrategy(policy, { seed }),
    seed: 1,
    replications: 1,
  })
  expect(outcomes[0]?.metrics.waitMean).toBe(75)
  expect(outcomes[0]?.counts.attended).toBe(1)
})

/** Strategies that keep to none of the platform's rules, or not to all: a plug-in, and policies. */
const strangers: Readonly<Record<string, () => Strategy>> = {
  'a plug-in': () => ({
    ...silent,
    name: 'a plug-in',
    // Names whoever was named the longest time ago, full or away.
    decide: ({ agents }, ledger) => {
      const turn = (id: string): number => ledger.agent(id).lastTurn
      const [first] = agents.toSorted((a, b) => turn(a.id) - turn(b.id) || (a.id < b.id ? -1 : 1))
      return first === undefined ? { kind: 'pass', why: 'no-agents' } : { kind: 'assign', agent: first.id }
    },
  }),
  'a turn each, full or not': () => policyOf('a turn each, full or not', ['online', 'serves-queue']),
  'a turn each': () => policyOf('a turn each', ['online', 'has-capacity', 'serves-queue', 'speaks-language']),
}

function policyOf(name: string, require: readonly string[]): Strategy {
  const prefer = [preferences['longest-without-a-turn']?.make({}) as never]
  return new PolicyStrategy({ name, require: require.map((rule) => rules[rule]?.make({}) as never), prefer })
}

const silent: Pick<Strategy, 'name' | 'explain'> = {
  name: 'silent',
  explain: () => {
    throw new Error('nobody asks')
  },
}
