import { agent, request } from '@pointsman/core/testing'
import { expect, test } from 'vitest'
import { adopt } from './adopt.ts'
import { builtin, catalog } from './catalog.ts'
import { MemoryLedger } from './memory-ledger.ts'

const ledger = new MemoryLedger()
const asked = request([agent({ id: 'ana' }), agent({ id: 'bo' })])

test.each<readonly [string, unknown]>([
  ['a strategy', builtin('random')],
  ['a policy', catalog[0]!.policy],
  ['a policy in names', { name: 'mine', require: ['online', 'has-capacity'], prefer: ['free-capacity'] }],
  ['a factory of a strategy', () => builtin('random')],
  ['a factory of a policy', () => catalog[0]!.policy],
])('X1 %s is adopted', (_, exported) => {
  const strategy = adopt(exported, { seed: 3 })
  expect(strategy.decide(asked, ledger)).toEqual(strategy.explain(asked, ledger).decision)
})

test.each<readonly [string, unknown, unknown]>([
  ['an id is an answer', 'bo', { kind: 'assign', agent: 'bo' }],
  ['a decision is an answer', { kind: 'assign', agent: 'bo' }, { kind: 'assign', agent: 'bo' }],
  ['null passes', null, { kind: 'pass', why: 'declined' }],
  ['a blank passes', '', { kind: 'pass', why: 'declined' }],
  ['nothing passes', undefined, { kind: 'pass', why: 'declined' }],
])('X2 %s', (_, answer, decision) => {
  const strategy = adopt({ name: 'mine', decide: () => answer })
  expect(strategy.decide(asked, ledger)).toEqual(decision)
  expect(strategy.explain(asked, ledger)).toMatchObject({ strategy: 'mine', decision })
})

test('X2 rubbish is no answer', () => {
  expect(() => adopt({ name: 'mine', decide: () => 42 }).decide(asked, ledger)).toThrow('not 42')
})

test('X2 a promise is no answer, and half an explanation is none', () => {
  expect(() => adopt({ name: 'mine', decide: async () => 'bo' }).decide(asked, ledger)).toThrow(
    'it must answer at once',
  )
  expect(() => adopt({ name: 'mine', decide: () => 'bo', explain: () => null }).explain(asked, ledger)).toThrow(
    'leave it out to go without',
  )
})

test('X3 without an explanation of its own everybody is told of once all the same', () => {
  const { ranking, turnedAway } = adopt({ name: 'mine', decide: () => 'bo' }).explain(asked, ledger)
  expect([ranking.map((r) => r.agent), turnedAway.map((t) => t.agent)]).toEqual([['bo'], ['ana']])
})

test.each<readonly [string, unknown, string]>([
  ['nothing', null, 'a plug-in exports by default a strategy'],
  ['a number', 42, 'not number'],
  [
    'a policy with a misspelt rule',
    { name: 'mine', require: ['onlin'], prefer: [] },
    'policy.require[0]: expected a rule (did you mean online?)',
  ],
  ['no name', { decide: () => null }, 'a plug-in strategy needs a name'],
  ['no decide', { name: 'mine' }, 'a plug-in exports by default a strategy'],
])('X4 %s is refused in one line', (_, exported, message) => {
  expect(() => adopt(exported)).toThrow(message)
})
