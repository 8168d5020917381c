import { agent, questions, request } from '@pointsman/core/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { builtin, catalog } from './catalog.ts'
import { MemoryLedger } from './memory-ledger.ts'
import { PolicyStrategy } from './policy.ts'
import { freeCapacity } from './preferences/free-capacity.ts'
import { propensities } from './propensities.ts'
import { propensity } from './propensity.ts'
import type { Agent } from './model.ts'
import type { Policy, Strategy } from './strategy.ts'

const all: readonly Policy[] = [
  ...catalog.map(({ policy }) => policy),
  { name: 'best-of-three', require: [], prefer: [freeCapacity], sample: 3 },
]

test('OP1 the probabilities over agents are those of admitted agents, add up to 1, and the one named has one above 0', () => {
  fc.assert(
    fc.property(questions, fc.constantFrom(...all), fc.nat(99), ({ request: asked, facts }, policy, seed) => {
      const ledger = new MemoryLedger()
      for (const fact of facts) ledger.record(fact)
      const explanation = new PolicyStrategy(policy, { seed }).explain(asked, ledger)
      const odds = propensities(explanation)
      const sum = [...(odds ?? [])].reduce((total, [, each]) => total + each, 0)
      if (explanation.decision.kind === 'pass') {
        expect([sum, propensity(explanation)]).toEqual([0, 1])
        return
      }
      expect(sum).toBeCloseTo(1, 12)
      expect(propensity(explanation)).toBe(odds?.get(explanation.decision.agent))
      const ranked = new Set(explanation.ranking.map((one) => one.agent))
      for (const [id, each] of odds ?? []) {
        expect(ranked.has(id)).toBe(true)
        expect(each).toBeGreaterThan(0)
      }
    }),
    { seed: 61, numRuns: 400 },
  )
})

test('OP1 they agree with how often each agent is named over many lots', () => {
  const draws = 4000
  fc.assert(
    fc.property(fc.array(fc.nat(2), { minLength: 1, maxLength: 6 }), fc.constantFrom(...all), (free, policy) => {
      const agents = free.map((capacity, i) => agent({ id: `a${i}`, capacity: capacity + 1, activeChats: capacity }))
      const asked = (chat: number): ReturnType<typeof request> => request(agents, { id: `chat-${chat}` })
      const strategy = new PolicyStrategy(policy)
      const ledger = new MemoryLedger()
      const odds = propensities(strategy.explain(asked(0), ledger)) as ReadonlyMap<string, number>
      const named = new Map<string, number>()
      for (let i = 0; i < draws; i++) {
        const decision = strategy.decide(asked(i), ledger)
        if (decision.kind === 'assign') named.set(decision.agent, (named.get(decision.agent) ?? 0) + 1)
      }
      for (const { id } of agents) {
        const p = odds.get(id) ?? 0
        // Five standard errors: of some thousand comparisons none is beyond by chance.
        expect(Math.abs((named.get(id) ?? 0) / draws - p)).toBeLessThanOrEqual(5 * Math.sqrt((p * (1 - p)) / draws))
      }
    }),
    { seed: 62, numRuns: 40 },
  )
})

test('OP1 by hand: 1/n of all, 1 over those tied, the drawn two, and 1 where nothing is drawn', () => {
  const loads = (...active: readonly number[]): readonly Agent[] =>
    active.map((activeChats, i) => agent({ id: 'abcd'[i] as string, capacity: 4 - activeChats, activeChats }))
  const odds = (name: string, agents: readonly Agent[]): unknown =>
    Object.fromEntries(
      propensities((builtin(name) as Strategy).explain(request(agents), new MemoryLedger())) as Iterable<
        [string, number]
      >,
    )
  expect(odds('random', loads(0, 1, 2, 3))).toEqual({ a: 0.25, b: 0.25, c: 0.25, d: 0.25 })
  expect(odds('most-free-capacity', loads(1, 0, 0))).toEqual({ b: 0.5, c: 0.5 })
  expect(odds('most-free-capacity', loads(1, 0, 2))).toEqual({ b: 1 })
  // Of the six pairs of four: the best is in three, the second is the better of two, the third of one, the last of none.
  const two = odds('power-of-two', loads(0, 1, 2, 3)) as Record<string, number>
  expect(Object.keys(two)).toEqual(['a', 'b', 'c'])
  expect([two['a'], two['b'], two['c']].map((each) => (each as number) * 6)).toEqual(
    [3, 2, 1].map((x) => expect.closeTo(x, 9)),
  )
  expect(odds('power-of-two', loads(0, 0))).toEqual({ a: 0.5, b: 0.5 })
  expect(odds('power-of-two', loads(0))).toEqual({ a: 1 })
})

test('OP2 of a strategy that does not say how it draws nothing is known', () => {
  const known = (builtin('random') as Strategy).explain(request([agent()]), new MemoryLedger())
  expect(propensity({ ...known, keys: [], ranking: [{ agent: 'ana', keys: [] }] })).toBeUndefined()
  expect(propensity({ ...known, decision: { kind: 'pass', why: 'not-listed' } })).toBeUndefined()
  expect(propensity(known)).toBe(1)
})
