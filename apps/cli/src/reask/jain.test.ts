import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jain } from './jain.ts'

describe("Jain's index", () => {
  it('C15 is 1 when all have the same, 1/n when one has everything, and undefined when nobody has anything', () => {
    expect(jain([4, 4, 4])).toBe(1)
    expect(jain([0, 9, 0, 0])).toBe(0.25)
    expect(jain([])).toBeUndefined()
    expect(jain([0, 0])).toBeUndefined()
  })

  it('C15 lies between 1/n and 1, whatever the scale and the order', () => {
    const shares = fc.array(fc.nat({ max: 1000 }), { minLength: 1 }).filter((all) => all.some((each) => each > 0))
    fc.assert(
      fc.property(shares, fc.integer({ min: 1, max: 9 }), (all, times) => {
        const index = jain(all) as number
        expect(index).toBeGreaterThanOrEqual(1 / all.length - 1e-12)
        expect(index).toBeLessThanOrEqual(1 + 1e-12)
        expect(jain(all.map((each) => each * times).toReversed())).toBeCloseTo(index, 12)
      }),
      { seed: 11, numRuns: 500 },
    )
  })
})
