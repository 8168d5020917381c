import { builtin, type Strategy } from '@pointsman/core'
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
  ['longest-idle', false],
  ['skill-match', false],
  ['sticky', false],
  ['power-of-two', false],
])('S7 %s is followed by an index: %s', (name, indexed) => {
  expect(indexable(builtin(name, { seed: 1 }) as Strategy) !== undefined).toBe(indexed)
})
