import { blend, builtin, catalog, inverse, PolicyStrategy, preferences, rules, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import { indexable } from './indexable.ts'

test.each([
  ['most-free-capacity', true],
  ['least-loaded', true],
  ['round-robin', true],
  ['specialists-first', true],
  ['rejection-averse', true],
  ['fill-up', true],
  ['random', true],
  ['weighted-round-robin', false],
  ['longest-idle', true],
  ['skill-match', true],
  ['sticky', true],
  ['power-of-two', false],
])('S7 %s is followed by an index: %s', (name, indexed) => {
  expect(indexable(builtin(name, { seed: 1 }) as Strategy) !== undefined).toBe(indexed)
})

test('S7 where idleness alone ranks, or what comes after it may put the busy first, only a scan will do', () => {
  const { require } = catalog[0]!.policy
  const [idle, fewest, ratio] = ['longest-idle', 'fewest-active-chats', 'load-ratio'].map((name) =>
    preferences[name]!.make({}),
  )
  const follows = (...prefer: readonly (typeof idle)[]): boolean =>
    indexable(new PolicyStrategy({ name: 'own', require, prefer: prefer.map((one) => one!) })) !== undefined
  expect([follows(idle, fewest), follows(ratio, idle, fewest)]).toEqual([true, true])
  expect([follows(idle), follows(idle, ratio), follows(fewest, idle)]).toEqual([false, false, false])
  expect([follows(inverse(idle!), fewest), follows(blend([{ prefer: idle!, weight: 1 }]), fewest)]).toEqual([
    false,
    false,
  ])
})

test('S7 rules of whose kind nothing is known, or that ask for a skill by name, are left to the scan', () => {
  const { prefer, require } = catalog[0]!.policy
  const follows = (name: string, options = {}): boolean =>
    indexable(new PolicyStrategy({ name: 'own', require: [...require, rules[name]!.make(options)], prefer })) !==
    undefined
  expect(follows('has-skill')).toBe(true)
  expect([follows('has-skill', { skill: 'billing' }), follows('has-skill', { level: 2 })]).toEqual([false, false])
  expect(follows('warmed-up', { every: 60 })).toBe(false)
})
