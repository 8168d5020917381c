import fc from 'fast-check'
import { expect, test } from 'vitest'
import { gini } from './gini.ts'
import { interval } from './interval.ts'
import { jain } from './jain.ts'
import { studentT, upperTail } from './student-t.ts'

test("M7 Student's t has its tabulated quantiles", () => {
  const table = [
    [1, 0.95, 12.7062047361747],
    [2, 0.95, 4.30265272974946],
    [5, 0.95, 2.57058183563631],
    [10, 0.95, 2.22813885198627],
    [19, 0.95, 2.09302405440831],
    [29, 0.99, 2.75638590367],
    [100, 0.95, 1.98397151852355],
    [1000, 0.95, 1.96233908082641],
    [7, 0.99, 3.49948329735049],
  ] as const
  for (const [degrees, confidence, t] of table) expect(studentT(degrees, confidence)).toBeCloseTo(t, 9)
})

test("M7 quantile and tail of Student's t are inverses", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0.01, max: 0.999, noNaN: true }), (nu, share) => {
      expect(2 * upperTail(studentT(nu, share), nu)).toBeCloseTo(1 - share, 9)
    }),
    { seed: 7, numRuns: 300 },
  )
})

test('M7 an interval is t times the standard error around the mean', () => {
  const { mean, half } = interval([1, 2, 3, 4, 5])
  expect(mean).toBe(3)
  expect(half).toBeCloseTo(2.7764451052 * Math.sqrt(2.5 / 5), 8)
  expect(interval([4, NaN]).mean).toBe(4)
  expect(interval([4, NaN]).half).toBeNaN()
  expect(interval([]).mean).toBeNaN()
})

test('M5 Gini and Jain measure evenness', () => {
  expect(gini([2, 2, 2])).toBeCloseTo(0, 12)
  expect(gini([0, 0, 0, 8])).toBeCloseTo(0.75, 12)
  expect(gini([1, 2, 3, 4])).toBeCloseTo(0.25, 12)
  expect(jain([2, 2, 2])).toBe(1)
  expect(jain([0, 0, 0, 8])).toBe(0.25)
  expect(jain([1, 3])).toBeCloseTo(16 / 20, 12)
})
