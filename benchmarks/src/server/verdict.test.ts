import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verdict } from './verdict.ts'

const ratios = fc.double({ min: 0.1, max: 5, noNaN: true })

test('T8 a bar is met or missed where two that are the same are alike, and left open only where their difference could decide', () => {
  fc.assert(
    fc.property(ratios, ratios, ratios, (ratio, bar, pair) => {
      const said = verdict(ratio, bar, pair)
      if (Math.abs(pair - 1) <= 0.05) expect(said).toBe(ratio <= bar ? 'met' : 'missed')
      if (said === 'open') expect(Math.abs(Math.log(ratio / bar))).toBeLessThanOrEqual(Math.abs(Math.log(pair)) + 1e-9)
      else expect(said).toBe(ratio <= bar ? 'met' : 'missed')
    }),
    { seed: 4 },
  )
})

test.each([
  [1.1, 1.15, 1.02, 'met'],
  [1.16, 1.15, 0.98, 'missed'],
  [1.1, 1.15, 1.06, 'open'],
  [1.2, 1.15, 0.93, 'open'],
  [0.5, 1.08, 1.2, 'met'],
  [2, 1.15, 1.2, 'missed'],
])('T8 a ratio of %d under a bar of %d, with an A/A of %d, is %s', (ratio, bar, pair, said) => {
  expect(verdict(ratio, bar, pair)).toBe(said)
})
