import {
  PolicyStrategy,
  assign,
  catalog,
  pass,
  preferences,
  rules,
  type Agent,
  type Decision,
  type Evaluator,
  type Policy,
  type Preference,
  type Request,
  type Rule,
  type Strategy,
} from '@pointsman/core'
import { describe, expect, test } from 'vitest'
import { checkLaw } from './check-laws.ts'
import type { NewStrategy, Subject } from './law.ts'
import { laws } from './laws.ts'

const sound: Policy = catalog[0]!.policy
const roundRobin = policyOf('round-robin')
const rule = (name: string): Rule => rules[name]!.make({})
const preference = (name: string): Preference => preferences[name]!.make({})

/** For each law a strategy that breaks it, most of them as some real product did. */
const breakers: Readonly<Record<string, Subject>> = {
  L1: answering((request) => (request.agents.length > 0 ? assign('nobody we know') : pass('no-agents'))),
  L2: {
    newStrategy: (options) => ({
      ...asStrategy(new PolicyStrategy(sound, options)),
      decide: (request, ledger) => new PolicyStrategy(roundRobin, options).decide(request, ledger),
    }),
  },
  L3: answering((request, proposed) => (proposed.kind === 'assign' ? assign(request.agents[0]!.id) : proposed)),
  L4: explaining((explanation) => ({ ...explanation, turnedAway: explanation.turnedAway.slice(1) })),
  L5: explaining((explanation) => ({ ...explanation, ranking: explanation.ranking.toReversed() })),
  L6: answering(({ agents, chat }, proposed) => {
    const online = agents
      .filter(({ status }) => status === 'online')
      .map(({ id }) => id)
      .toSorted()
    return proposed.kind === 'assign' ? assign(online[chat.id.length % online.length] ?? proposed.agent) : proposed
  }),
  L7: {
    newStrategy: (options) => {
      const inner = new PolicyStrategy(sound, options)
      return {
        ...asStrategy(inner),
        decide(request, ledger) {
          ;(request.agents as Agent[]).sort((a, b) => b.capacity - a.capacity)
          return inner.decide(request, ledger)
        },
      }
    },
  },
  L8: policy({
    ...sound,
    prefer: [{ name: 'headroom', wants: 'more', reads: 'agent', key: (agent) => agent.capacity / agent.activeChats }],
  }),
  L9: {
    newStrategy: (options) => {
      let pointer = 0
      return {
        ...asStrategy(new PolicyStrategy(sound, options)),
        decide: ({ agents }) =>
          agents.length === 0 ? pass('no-agents') : assign(agents[pointer++ % agents.length]!.id),
      }
    },
  },
  L10: policy({ ...sound, require: sound.require.filter(({ name }) => name !== 'speaks-language') }),
  L11: policy({
    ...sound,
    prefer: [{ name: 'fewest-ever', wants: 'less', reads: 'ledger', key: (agent, at) => at.record(agent).turns }],
  }),
  L12: policy({
    ...sound,
    require: [...sound.require.filter(({ name }) => name !== 'has-capacity'), snapshotCapacity()],
  }),
  L13: { newStrategy: (options) => new PolicyStrategy(sound, options), newEvaluator: (options) => stale(options.seed) },
  L14: {
    newStrategy: (options) => {
      let asked = 0
      const inner = new PolicyStrategy(sound, options)
      return {
        ...asStrategy(inner),
        explain: (request, ledger) => ({
          ...inner.explain(request, ledger),
          strategy: `asked ${asked++} times before`,
        }),
      }
    },
  },
  L15: policy({
    ...sound,
    require: [
      ...sound.require,
      { name: 'impatient', admits: (_, { waited }) => waited < 60, because: () => ({ code: 'late' }) },
    ],
  }),
  L16: policy({ ...sound, require: sound.require.filter(({ name }) => name !== 'has-not-rejected') }),
  L17: policy(roundRobin),
  L18: policy({
    ...sound,
    prefer: [{ name: 'alphabet', wants: 'less', reads: 'agent', key: (agent) => agent.id.charCodeAt(0) }],
  }),
  L19: {
    newStrategy: (options) => {
      const inner = new PolicyStrategy(sound, options)
      let first: Request | undefined
      return {
        ...asStrategy(inner),
        explain(request, ledger) {
          first ??= request
          return { ...inner.explain(request, ledger), strategy: `since ${first.chat.id}` }
        },
      }
    },
  },
}

describe('every law can fail', () => {
  for (const law of laws) {
    test(`${law.id} catches a strategy that breaks it`, () => {
      const subject = breakers[law.id]
      expect(subject, `a breaker of ${law.id}`).toBeDefined()
      expect(checkLaw(law, subject!)).toMatchObject({ law: law.id, outcome: 'broken', seed: 1 })
    })
  }

  test('L13 holds for an evaluator that asks everybody anew', () => {
    const scan = (seed: number): Evaluator => new Scan(new PolicyStrategy(sound, { seed }))
    const newStrategy: NewStrategy = (options) => new PolicyStrategy(sound, options)
    const law = laws.find(({ id }) => id === 'L13')!
    const outcome = checkLaw(law, { newStrategy, newEvaluator: ({ seed }) => scan(seed) })
    expect(outcome).toMatchObject({ outcome: 'holds', runs: 1000 })
  })

  test.each<readonly [string, Subject]>([
    [
      'passes as soon as anybody refused',
      policy({
        ...sound,
        require: [
          ...sound.require,
          {
            name: 'untouched',
            admits: (_, { chat }) => chat.rejectedBy.size === 0,
            because: () => ({ code: 'touched' }),
          },
        ],
      }),
    ],
    [
      'asks refusers while others remain, and says so',
      {
        newStrategy: (options) => {
          const careless = new PolicyStrategy(
            { ...sound, require: sound.require.filter(({ name }) => name !== 'has-not-rejected') },
            options,
          )
          return {
            ...asStrategy(careless),
            explain: (request, ledger) => ({ ...careless.explain(request, ledger), relaxed: ['has-not-rejected'] }),
          }
        },
      },
    ],
  ])('L16 catches a strategy that %s', (_, subject) => {
    expect(
      checkLaw(
        laws.find(({ id }) => id === 'L16')!,
        subject,
      ),
    ).toMatchObject({ outcome: 'broken' })
  })

  test('L17 catches shares that are right in the end and wrong on the way', () => {
    const bursty = policy({
      ...sound,
      prefer: [
        {
          name: 'ten at a time',
          wants: 'more',
          reads: 'ledger',
          key: (agent, at) => Math.floor(at.record(agent).turns / 10) % 2,
        },
        preference('weighted-turn'),
      ],
    })
    expect(
      checkLaw(
        laws.find(({ id }) => id === 'L17')!,
        bursty,
      ),
    ).toMatchObject({ outcome: 'broken' })
  })

  test('L4 fails where a strategy explains nobody', () => {
    const silent = explaining((explanation) => ({ ...explanation, ranking: [], turnedAway: [] }))
    expect(
      checkLaw(
        laws.find(({ id }) => id === 'L4')!,
        silent,
      ),
    ).toMatchObject({ outcome: 'broken' })
  })
})

function policyOf(name: string): Policy {
  return catalog.find(({ policy }) => policy.name === name)!.policy
}

function policy(stated: Policy): Subject {
  return { newStrategy: (options) => new PolicyStrategy(stated, options) }
}

function asStrategy(strategy: Strategy): Strategy {
  return {
    name: strategy.name,
    decide: (request, ledger) => strategy.decide(request, ledger),
    explain: (request, ledger) => strategy.explain(request, ledger),
  }
}

/** Sound but for its answers: what it decides and what it explains to have decided. */
function answering(answer: (request: Request, proposed: Decision) => Decision): Subject {
  return {
    newStrategy: (options) => {
      const inner = new PolicyStrategy(sound, options)
      return {
        name: 'answering',
        decide: (request, ledger) => answer(request, inner.decide(request, ledger)),
        explain(request, ledger) {
          const explanation = inner.explain(request, ledger)
          return { ...explanation, decision: answer(request, explanation.decision) }
        },
      }
    },
  }
}

/** Sound but for its explanations. */
function explaining(
  change: (explanation: ReturnType<Strategy['explain']>) => ReturnType<Strategy['explain']>,
): Subject {
  return {
    newStrategy: (options) => {
      const inner = asStrategy(new PolicyStrategy(sound, options))
      return { ...inner, explain: (request, ledger) => change(inner.explain(request, ledger)) }
    },
  }
}

/** The commonest defect of all: free slots by the snapshot, reservations not counted. */
function snapshotCapacity(): Rule {
  return { name: 'has-capacity', admits: ({ capacity }) => capacity >= 1, because: rule('has-capacity').because }
}

/** Asks everybody anew. */
class Scan implements Evaluator {
  readonly #strategy: Strategy
  readonly #roster = new Set<Agent>()

  constructor(strategy: Strategy) {
    this.#strategy = strategy
  }

  enter(agent: Agent): void {
    this.#roster.add(agent)
  }

  change(agent: Agent): void {
    this.#roster.add(agent)
  }

  leave(agent: Agent): void {
    this.#roster.delete(agent)
  }

  decide(...[chat, at, ledger]: Parameters<Evaluator['decide']>): Decision {
    return this.#strategy.decide({ id: 'followed', at, chat, agents: [...this.#roster] }, ledger)
  }
}

/** Never hears of a departure. */
function stale(seed: number): Evaluator {
  const scan = new Scan(new PolicyStrategy({ ...sound, prefer: [preference('free-capacity')] }, { seed }))
  scan.leave = () => {}
  return scan
}
