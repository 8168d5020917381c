import { agent, request } from '@pointsman/core/testing'
import { expect, test } from 'vitest'
import { blend } from './blend.ts'
import { inverse } from './inverse.ts'
import { MemoryLedger } from './memory-ledger.ts'
import type { Agent, Chat } from './model.ts'
import { Situation } from './situation.ts'
import type { Preference } from './strategy.ts'
import { preferences } from './vocabulary.ts'

const at = 5000

function preference(name: string, options: Readonly<Record<string, unknown>> = {}): Preference {
  return preferences[name]!.make(options)
}

function key(stated: Preference, who: Partial<Agent>, asked: Partial<Chat> = {}, ledger = new MemoryLedger()): number {
  const one = agent(who)
  return stated.key(one, new Situation(request([one], { createdAt: at - 10, ...asked }, { at }), ledger, 0))
}

/** Named chats `c1`, `c2` … one a second, to these agents. */
function named(...agents: readonly string[]): MemoryLedger {
  const ledger = new MemoryLedger({ reservationSeconds: 1000 })
  agents.forEach((who, i) =>
    ledger.record({ kind: 'named', at: 4000 + i, chat: `c${i + 1}`, agent: who, customer: 'eva', weight: 1 }),
  )
  return ledger
}

const busy: Partial<Agent> = { capacity: 2, activeChats: 3, pendingInvitations: 1 }
const needs = new Map([['billing', 1]])
const skills = new Map([
  ['billing', 3],
  ['refunds', 2],
])

test.each<readonly [string, number, number]>([
  ['free-capacity is free slots less promises', key(preference('free-capacity'), busy, {}, named('ana')), 1],
  ['load-ratio is held over all slots', key(preference('load-ratio'), busy), 4 / 6],
  ['load-ratio counts promises', key(preference('load-ratio'), busy, {}, named('ana')), 5 / 6],
  ['load-ratio of nobody’s slots is full', key(preference('load-ratio'), { capacity: 0 }), 1],
  [
    'fewest-active-chats counts invitations and promises',
    key(preference('fewest-active-chats'), busy, {}, named('ana')),
    5,
  ],
  [
    'longest-without-a-turn is the ordinal of the last turn',
    key(preference('longest-without-a-turn'), {}, {}, named('bo', 'ana', 'bo')),
    2,
  ],
  [
    'longest-without-a-turn is 0 for who never had one',
    key(preference('longest-without-a-turn'), {}, {}, named('bo')),
    0,
  ],
  [
    'fewest-refusals takes the larger count',
    key(preference('fewest-refusals'), { rejections: new Set(['a', 'b']) }),
    2,
  ],
  [
    'knows-the-customer knows who held the chat',
    key(preference('knows-the-customer'), {}, { servedBefore: new Set(['ana']) }),
    1,
  ],
  ['knows-the-customer knows nobody else', key(preference('knows-the-customer'), {}), 0],
  [
    'fewest-spare-skills counts queues and unneeded skills',
    key(preference('fewest-spare-skills'), { skills, queues: new Set(['1', '2']) }, { needs }),
    3,
  ],
  ['fewest-spare-skills spares all where nothing is needed', key(preference('fewest-spare-skills'), { skills }), 3],
  ['fastest is the declared speed', key(preference('fastest'), { speed: 1.5 }), 1.5],
  ['fastest goes by queue', key(preference('fastest'), { speed: new Map([['1', 2]]) }), 2],
  ['fastest is ordinary in other queues', key(preference('fastest'), { speed: new Map([['2', 2]]) }), 1],
  ['highest-skill sums the needed', key(preference('highest-skill'), { skills }, { needs }), 3],
  ['highest-skill takes a named skill', key(preference('highest-skill', { skill: 'refunds' }), { skills }), 2],
  ['longest-idle by activity', key(preference('longest-idle', { clock: 'active' }), { lastActivityAt: 4990 }), 4990],
  [
    'longest-idle by assignment',
    key(preference('longest-idle', { clock: 'assigned' }), { lastLoginAt: 100 }, {}, named('ana')),
    4000,
  ],
  [
    'longest-idle: who holds a chat is not idle',
    key(preference('longest-idle'), { activeChats: 1, lastLoginAt: 1 }),
    at,
  ],
  ['longest-idle: not before log-in', key(preference('longest-idle'), { lastLoginAt: 4500 }), 4500],
])('P2 %s', (_, got, expected) => {
  expect(got).toBeCloseTo(expected, 12)
})

test('P2 longest-idle counts from the end of the last chat', () => {
  const ledger = named('ana')
  ledger.record({ kind: 'accepted', at: 4010, chat: 'c1', agent: 'ana' })
  ledger.record({ kind: 'closed', at: 4600, chat: 'c1' })
  expect(key(preference('longest-idle'), { lastLoginAt: 100 }, {}, ledger)).toBe(4600)
})

test('P2 knows-the-customer remembers who was accepted', () => {
  const ledger = named('ana')
  expect(key(preference('knows-the-customer'), {}, { customer: 'eva' }, ledger)).toBe(0)
  ledger.record({ kind: 'accepted', at: 4010, chat: 'c1', agent: 'ana' })
  expect(key(preference('knows-the-customer'), {}, { customer: 'eva' }, ledger)).toBe(1)
  expect(key(preference('knows-the-customer'), {}, { customer: '' }, ledger)).toBe(0)
})

test('P2 weighted-turn: who was away starts at the present virtual time', () => {
  const ledger = named('bo', 'bo', 'bo')
  expect(ledger.virtualTime).toBe(2)
  expect(key(preference('weighted-turn'), {}, {}, ledger)).toBe(2)
  expect(key(preference('weighted-turn'), { id: 'bo' }, {}, ledger)).toBe(3)
})

test('P3 inverse wants the other way round', () => {
  expect(inverse(preference('free-capacity'))).toMatchObject({ name: 'free-capacity (inverse)', wants: 'less' })
})

test('P4 a blend is one visible key: the weighted sum, what wants less counting as negative', () => {
  const mixed = blend([
    { prefer: preference('free-capacity'), weight: 2 },
    { prefer: preference('longest-idle', { clock: 'active' }), weight: 1, per: 60 },
  ])
  expect(mixed).toMatchObject({ name: 'blend', wants: 'more', reads: 'ledger' })
  expect(key(mixed, { capacity: 3, lastActivityAt: 120 })).toBeCloseTo(2 * 3 - 2, 12)
})
