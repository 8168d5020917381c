import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Stream } from '../chance/stream.ts'
import { LogBins } from './log-bins.ts'
import { quantilesOf } from './quantiles-of.ts'
import { Sample } from './sample.ts'

const shares = [0.01, 0.5, 0.9, 0.95, 0.99, 0.999, 1]
const wait = fc.oneof(
  fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
  fc.double({ min: 0.001, max: 1000, noNaN: true }),
  fc.constantFrom(1, 5, 1e-9, 1e12),
)

test('M3 a quantile is the least value that enough do not exceed', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.001, max: 100, noNaN: true }), { maxLength: 40 }),
      fc.nat(20),
      fc.constantFrom(0.5, 0.9, 0.95, 0.99),
      (values, zeros, p) => {
        const sample = new Sample(1000)
        for (const value of values) sample.add(value)
        const [found = 0] = quantilesOf([sample], zeros, [p])
        const all = [...Array.from({ length: zeros }, () => 0), ...values.toSorted((a, b) => a - b)]
        if (all.length === 0) {
          expect(found).toBeNaN()
          return
        }
        const share = (x: number): number => all.filter((value) => value <= x).length / all.length
        expect(share(found)).toBeGreaterThanOrEqual(p - 1e-12)
        const lower = all.findLast((value) => value < found)
        if (lower !== undefined) expect(share(lower)).toBeLessThan(p)
      },
    ),
    { seed: 8, numRuns: 500 },
  )
})

test('M3 beyond so many values quantiles are within 1e-4 of the exact ones, also of several samples together', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(wait, { maxLength: 60, size: 'max' }), { minLength: 1, maxLength: 4 }),
      fc.nat(50),
      (lists, zeros) => {
        const [exact, binned] = [1000, 20].map((exactUpTo) =>
          quantilesOf(
            lists.map((list) => {
              const sample = new Sample(exactUpTo)
              for (const value of list) sample.add(value)
              expect(sample.size).toBe(list.length)
              expect(sample.values === undefined).toBe(list.length > exactUpTo)
              return sample
            }),
            zeros,
            shares,
          ),
        )
        exact?.forEach((right, i) => {
          expect(Math.abs((binned?.[i] as number) - right)).toBeLessThanOrEqual(1.0001e-4 * right)
        })
      },
    ),
    { seed: 31, numRuns: 300 },
  )
})

test('M3 thousands of values are kept as a few are, one by one or by bins', () => {
  const stream = new Stream(2, 'waits')
  const values = Array.from({ length: 20_000 }, (_, i) => -300 * Math.log(stream.at(i).next()))
  const sorted = values.toSorted((a, b) => a - b)
  const right = shares.map((share) => sorted[Math.ceil(share * 20_000 - 1e-9) - 1] as number)
  const found = (exactUpTo: number): readonly number[] => {
    const sample = new Sample(exactUpTo)
    for (const value of values) sample.add(value)
    return quantilesOf([sample], 0, shares)
  }
  expect(found(20_000)).toEqual(right)
  found(10_000).forEach((value, i) => {
    expect(Math.abs(value / (right[i] as number) - 1)).toBeLessThanOrEqual(1.0001e-4)
  })
})

test('M3 memory for waits does not grow with their number', () => {
  const sample = new Sample(100)
  const stream = new Stream(1, 'waits')
  for (let i = 0; i < 200_000; i++) sample.add(-300 * Math.log(stream.at(i).next()))
  expect(sample.values).toBeUndefined()
  expect(sample.size).toBe(200_000)
  // e⁻ˣ = 1 − p: the median of exponential waits of mean 300 is 300 ln 2.
  expect((quantilesOf([sample], 0, [0.5])[0] as number) / (300 * Math.LN2)).toBeCloseTo(1, 2)
  const bins = new LogBins()
  for (const value of [1e-300, 1e300, 1]) bins.add(value)
  // What is beyond all sense is counted at the ends, so that there is an end to the bins.
  const [least = 0, most = 0] = bins.at([0, 2])
  expect(least).toBeCloseTo(1e-9, 12)
  expect(most / 1e13).toBeCloseTo(1, 3)
})
