import { agent, request } from '@pointsman/core/testing'
import { describe, expect, test } from 'vitest'
import { builtin, catalog } from './catalog.ts'
import type { Fact } from './fact.ts'
import { MemoryLedger } from './memory-ledger.ts'
import type { Agent, Chat } from './model.ts'
import { oddities } from './oddities.ts'

const billing = new Map([['billing', 1]])
const named = (chat: string, who: string): Fact => ({
  kind: 'named',
  at: 900,
  chat,
  agent: who,
  customer: 'eva',
  weight: 1,
})

type Case = readonly [string, Partial<Agent>, Partial<Agent>, Partial<Chat>?, (readonly Fact[])?]

/** For each strategy the difference it makes: of two agents, the first is named, and for no other reason. */
const cases: readonly Case[] = [
  ['most-free-capacity', { capacity: 3, activeChats: 9 }, { capacity: 2 }],
  ['least-loaded', { capacity: 2, activeChats: 1 }, { capacity: 3, activeChats: 3 }],
  ['round-robin', { capacity: 1 }, { capacity: 9 }, {}, [named('x', 'second'), { kind: 'closed', at: 901, chat: 'x' }]],
  [
    'weighted-round-robin',
    { capacity: 1 },
    { capacity: 9 },
    {},
    [named('x', 'first'), named('y', 'second'), named('z', 'second')],
  ],
  ['longest-idle', { capacity: 1, lastLoginAt: 100 }, { capacity: 9, lastLoginAt: 200 }],
  ['longest-idle', { capacity: 1, lastLoginAt: 200 }, { capacity: 9, activeChats: 1, lastLoginAt: 100 }],
  ['skill-match', { skills: billing, capacity: 1 }, { capacity: 9 }, { needs: billing }],
  [
    'skill-match',
    { skills: new Map([['billing', 3]]), capacity: 1 },
    { skills: billing, capacity: 9 },
    { needs: billing },
  ],
  ['specialists-first', { capacity: 1 }, { capacity: 9, queues: new Set(['1', '2']) }],
  [
    'specialists-first',
    { capacity: 1, skills: billing },
    { capacity: 9, skills: new Map([...billing, ['refunds', 1]]) },
    { needs: billing },
  ],
  ['rejection-averse', { capacity: 1 }, { capacity: 9, rejections: new Set(['another']) }],
  ['rejection-averse', { capacity: 1 }, { capacity: 9 }, { invited: new Set(['second']) }],
  ['fill-up', { capacity: 1 }, { capacity: 9 }],
  ['sticky', { capacity: 1 }, { capacity: 9 }, { servedBefore: new Set(['first']) }],
  ['power-of-two', { capacity: 2, activeChats: 1 }, { capacity: 3, activeChats: 3 }],
]

describe('B1 each strategy chooses as its line says', () => {
  const told = cases.map(([name, first, second, about = {}, facts = []]) => ({ name, first, second, about, facts }))
  test.each(told)('B1 $name', ({ name, first, second, about, facts }) => {
    const ledger = new MemoryLedger({ reservationSeconds: 1 })
    for (const fact of facts) ledger.record(fact)
    ledger.advance(1000)
    const agents = [agent({ id: 'second', ...second }), agent({ id: 'first', ...first })]
    expect(builtin(name)!.decide(request(agents, about), ledger)).toEqual({ kind: 'assign', agent: 'first' })
  })
})

test('B2 the catalogue tells of every strategy what it is for, when it fails and where it comes from', () => {
  expect(catalog.length).toBeGreaterThanOrEqual(12)
  for (const { policy, purpose, fails, source } of catalog) {
    for (const line of [purpose, fails, source]) expect(`${policy.name}: ${line}`).toMatch(/^[^:]+: .{20,140}$/)
    expect([policy.name, oddities(policy)]).toEqual([policy.name, []])
    expect(builtin(policy.name)?.name).toBe(policy.name)
  }
  expect(new Set(catalog.map(({ policy }) => policy.name)).size).toBe(catalog.length)
  expect(builtin('no such strategy')).toBeUndefined()
})

test('B3 random is fair, and its next offer of a chat draws anew', () => {
  const roster = Array.from({ length: 5 }, (_, i) => agent({ id: `a${i}` }))
  const ledger = new MemoryLedger()
  const counts = new Map<string, number>()
  for (let i = 0; i < 5000; i++) {
    const decision = builtin('random')!.decide(request(roster, { id: `chat-${i}` }), ledger)
    if (decision.kind === 'assign') counts.set(decision.agent, (counts.get(decision.agent) ?? 0) + 1)
  }
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(130)
})
