import { factSequences } from '@pointsman/core/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Fact } from './fact.ts'
import { MemoryLedger } from './memory-ledger.ts'

const settings = { seed: 20261121, numRuns: 2000 }

function learned(facts: readonly Fact[], ledger = new MemoryLedger()): MemoryLedger {
  for (const fact of facts) ledger.record(fact)
  return ledger
}

const name = (chat: string, agent: string, at = 1000): Fact => ({
  kind: 'named',
  at,
  chat,
  agent,
  customer: 'eva',
  weight: 1,
})

test('G1 a fact that is not ours counts once, however often it is learned', () => {
  fc.assert(
    fc.property(factSequences, (facts) => {
      const once = learned(facts)
      const twice = new MemoryLedger()
      for (const fact of facts) {
        twice.record(fact)
        if (fact.kind !== 'named' && fact.kind !== 'left') twice.record(fact)
      }
      expect(twice.dump()).toEqual(once.dump())
    }),
    settings,
  )
})

test('G2 what a ledger stores, another loads: the same readings and the same future', () => {
  fc.assert(
    fc.property(factSequences, factSequences, (before, after) => {
      const ledger = learned(before)
      const loaded = MemoryLedger.from(JSON.parse(JSON.stringify(ledger.dump())))
      expect(loaded.dump()).toEqual(ledger.dump())
      expect(learned(after, loaded).dump()).toEqual(learned(after, ledger).dump())
    }),
    settings,
  )
})

test('G3 reservations are what was named and is still open, by agent and in sum', () => {
  fc.assert(
    fc.property(factSequences, (facts) => {
      const ledger = learned(facts)
      const open = [...ledger.openReservations()]
      expect(ledger.reservations).toBe(open.length)
      expect(ledger.mostReserved).toBe(Math.max(0, ...open.map(([, agent]) => ledger.reserved(agent))))
      for (const [chat, agent] of open) {
        expect(ledger.reservedFor(chat)).toBe(agent)
        expect(ledger.reserved(agent)).toBe(open.filter(([, other]) => other === agent).length)
      }
    }),
    settings,
  )
})

describe('G4 a reservation ends', () => {
  test.each<readonly [string, Fact]>([
    ['when the chat shows with the agent', { kind: 'shown', at: 1001, chat: 'c', agent: 'ana' }],
    ['when it shows with somebody else', { kind: 'shown', at: 1001, chat: 'c', agent: 'bo' }],
    ['when the agent accepts', { kind: 'accepted', at: 1001, chat: 'c', agent: 'ana' }],
    ['when somebody else has it', { kind: 'accepted', at: 1001, chat: 'c', agent: 'bo' }],
    ['when the agent refuses', { kind: 'refused', at: 1001, chat: 'c', agent: 'ana' }],
    ['when the agent leaves', { kind: 'left', at: 1001, chat: 'c', agent: 'ana' }],
    ['when nobody answers', { kind: 'unanswered', at: 1001, chat: 'c', agent: 'ana' }],
    ['when the chat goes to another queue', { kind: 'transferred', at: 1001, chat: 'c', from: '1', to: '2' }],
    ['when the chat is closed', { kind: 'closed', at: 1001, chat: 'c' }],
    ['when the chat is named to another', name('c', 'bo', 1001)],
  ])('G4 %s', (_, fact) => {
    const ledger = learned([name('c', 'ana')])
    expect(ledger.reserved('ana')).toBe(1)
    ledger.record(fact)
    expect(ledger.reserved('ana')).toBe(0)
  })

  test('G4 when its time is up, and not a second before', () => {
    const ledger = learned([name('c', 'ana')], new MemoryLedger({ reservationSeconds: 30 }))
    ledger.advance(1029)
    expect(ledger.reserved('ana')).toBe(1)
    ledger.advance(1030)
    expect(ledger.reserved('ana')).toBe(0)
  })
})

test('G5 turns have ordinals, and a name keeps its count whatever becomes of the offer', () => {
  const ledger = learned([name('a', 'ana'), name('b', 'bo'), { kind: 'refused', at: 1001, chat: 'b', agent: 'bo' }])
  expect(ledger.agent('ana')).toMatchObject({ lastTurn: 1, turns: 1 })
  expect(ledger.agent('bo')).toMatchObject({ lastTurn: 2, turns: 1, refusals: 1, lastNamedAt: 1000 })
  expect(ledger.agent('never heard of')).toMatchObject({ lastTurn: 0, turns: 0 })
  expect(ledger.offers('a')).toBe(1)
})

test('G6 a chat that ends makes its holder idle, and nobody else', () => {
  const ledger = learned([
    name('a', 'ana'),
    { kind: 'accepted', at: 1005, chat: 'a', agent: 'ana' },
    { kind: 'closed', at: 1300, chat: 'a' },
  ])
  expect(ledger.agent('ana').lastEndedAt).toBe(1300)
  expect(ledger.agent('bo').lastEndedAt).toBeUndefined()
})

test('G6 a chat that goes to another queue is over for its holder, and to arrive is nobody’s turn', () => {
  const ledger = learned([
    { kind: 'arrived', at: 999, chat: 'a', queue: '1', language: 'en', customer: 'carl' },
    { kind: 'accepted', at: 1005, chat: 'a', agent: 'ana' },
    { kind: 'transferred', at: 1200, chat: 'a', from: '1', to: '2' },
    { kind: 'accepted', at: 1210, chat: 'a', agent: 'bo' },
    { kind: 'closed', at: 1300, chat: 'a' },
  ])
  expect([ledger.agent('ana').lastEndedAt, ledger.agent('bo').lastEndedAt]).toEqual([1200, 1300])
  expect([ledger.hasServed('carl', 'ana'), ledger.hasServed('carl', 'bo')]).toEqual([true, true])
  expect([ledger.agent('ana').turns, ledger.offers('a')]).toEqual([0, 0])
})

test('G6 an end that is heard of late does not go back', () => {
  const ledger = learned([
    { kind: 'accepted', at: 1000, chat: 'a', agent: 'ana' },
    { kind: 'accepted', at: 1001, chat: 'b', agent: 'ana' },
    { kind: 'closed', at: 1300, chat: 'a' },
    { kind: 'closed', at: 1200, chat: 'b' },
  ])
  expect(ledger.agent('ana').lastEndedAt).toBe(1300)
})

test('G6 who was only invited had no chat that could end, and a customer who leaves is no agent', () => {
  const ledger = learned([
    name('a', 'ana'),
    { kind: 'shown', at: 1001, chat: 'a', agent: 'ana' },
    { kind: 'unanswered', at: 1050, chat: 'a', agent: 'ana' },
    { kind: 'closed', at: 1100, chat: 'a' },
    { kind: 'left', at: 1100, chat: 'a', agent: 'eva' },
  ])
  expect(ledger.agent('ana')).toMatchObject({ lastEndedAt: undefined, unanswered: 1 })
  expect(ledger.dump().agents.map(([id]) => id)).toEqual(['ana'])
})

test('G8 one wrong clock holds up nothing: what is stamped too far ahead is taken for stamped now', () => {
  const ledger = new MemoryLedger({ reservationSeconds: 30, memorySeconds: 100 })
  ledger.record(name('mad', 'ana', 9_000_000_000))
  ledger.remember('mad', 9_000_000_000, { kind: 'assign', agent: 'ana' })
  ledger.record(name('sane', 'bo', 1000))
  ledger.remember('sane', 1000, { kind: 'assign', agent: 'bo' })
  ledger.advance(1030)
  expect([ledger.reserved('ana'), ledger.reserved('bo')]).toEqual([1, 0])
  ledger.advance(1060)
  expect([ledger.reserved('ana'), ledger.reservations]).toEqual([0, 0])
  ledger.advance(1131)
  expect([ledger.answered('mad'), ledger.answered('sane'), ledger.dump().chats]).toEqual([undefined, undefined, []])
})

test('G9 who served whom is known of chats that we passed, too', () => {
  const ledger = learned([
    { kind: 'passed', at: 1000, chat: 'a', customer: 'eva' },
    { kind: 'accepted', at: 1005, chat: 'a', agent: 'ana' },
  ])
  expect(ledger.hasServed('eva', 'ana')).toBe(true)
})

test('G7 what is old is forgotten: chats and answers by age, customers by number', () => {
  const ledger = new MemoryLedger({ memorySeconds: 100, customers: 2 })
  for (const [i, customer] of ['eva', 'luz', 'zoe'].entries()) {
    ledger.record({ kind: 'named', at: 1000 + i, chat: `c${i}`, agent: 'ana', customer, weight: 1 })
    ledger.record({ kind: 'accepted', at: 1000 + i, chat: `c${i}`, agent: 'ana' })
    ledger.remember(`r${i}`, 1000 + i, { kind: 'assign', agent: 'ana' })
  }
  expect([ledger.hasServed('eva', 'ana'), ledger.hasServed('luz', 'ana'), ledger.hasServed('zoe', 'ana')]).toEqual([
    false,
    true,
    true,
  ])
  ledger.advance(1101)
  expect([ledger.offers('c0'), ledger.offers('c1'), ledger.offers('c2')]).toEqual([0, 0, 1])
  expect([ledger.answered('r1'), ledger.answered('r2')]).toEqual([undefined, { kind: 'assign', agent: 'ana' }])
})
