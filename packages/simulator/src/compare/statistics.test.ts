import fc from 'fast-check'
import { expect, test } from 'vitest'
import { studentT } from '../statistics/student-t.ts'
import { holm } from './holm.ts'
import { paired } from './paired.ts'
import { pareto } from './pareto.ts'
import { binOf, profileEdges } from './profile-edges.ts'

const share = fc.double({ min: 0, max: 1, noNaN: true })
const value = fc.double({ min: -1000, max: 1000, noNaN: true })

test('Q1 a difference is paired: mean, interval and p are those of the t-test on the differences', () => {
  // By hand: differences 1, 2, 3, 4 with mean 2.5, standard error √(5/3)/2, t = 3.873, p = 0.0305 at 3 degrees of freedom.
  const { difference, ci95, p, relative } = paired([11, 22, 33, 44], [10, 20, 30, 40])
  const half = (studentT(3) * Math.sqrt(5 / 3)) / 2
  expect(difference).toBe(2.5)
  expect(ci95?.[0]).toBeCloseTo(2.5 - half, 9)
  expect(ci95?.[1]).toBeCloseTo(2.5 + half, 9)
  expect(p).toBeCloseTo(0.0305, 4)
  // Each is a tenth more: the ratio is known exactly though the difference is not.
  expect(relative?.difference).toBeCloseTo(0.1, 12)
  expect(relative?.ci95[0]).toBeCloseTo(0.1, 9)
})

test('Q1 p is below 0.05 exactly where the interval excludes zero, and swapping the two turns the difference round', () => {
  const values = fc.array(fc.tuple(value, value), { minLength: 2, maxLength: 30 })
  fc.assert(
    fc.property(values, (pairs) => {
      const [x, y] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)]
      const [one, other] = [paired(x, y), paired(y, x)]
      const excludes = (one.ci95?.[0] ?? 0) > 0 || (one.ci95?.[1] ?? 0) < 0
      if (Math.abs((one.p ?? 0) - 0.05) > 1e-9) expect((one.p ?? 1) < 0.05).toBe(excludes)
      expect(one.difference).toBeCloseTo(-(other.difference ?? NaN), 9)
      expect(one.p).toBeCloseTo(other.p ?? NaN, 9)
    }),
    { seed: 41, numRuns: 500 },
  )
})

test('Q1 equal values differ by exactly zero with p = 1; one pair has no interval; what was not measured is left out', () => {
  expect(paired([3, 5], [3, 5])).toEqual({
    difference: 0,
    ci95: [0, 0],
    relative: { difference: 0, ci95: [0, 0] },
    p: 1,
  })
  expect(paired([3], [2])).toEqual({ difference: 1, ci95: null, relative: null, p: null })
  expect(paired([NaN, 3, 5], [1, 3, 5]).p).toBe(1)
  expect(paired([NaN], [1])).toEqual({ difference: null, ci95: null, relative: null, p: null })
  expect(paired([1, 2], [0, 0]).relative).toBeNull()
  expect(paired([2, 3], [1, 2]).p).toBe(0)
})

test('Q2 Holm: the published example', () => {
  // Four p-values at 0.05: the first is held to 0.0125, the second to 0.0167, and the third fails at 0.025.
  const corrected = holm([0.01, 0.04, 0.03, 0.005])
  ;[0.03, 0.06, 0.06, 0.02].forEach((p, i) => expect(corrected[i]).toBeCloseTo(p, 12))
})

test('Q2 Holm: never below the p itself, never above Bonferroni, keeps the order, and does not mind how they are listed', () => {
  fc.assert(
    fc.property(fc.array(share, { minLength: 1, maxLength: 20 }), fc.nat(), (ps, turn) => {
      const corrected = holm(ps)
      ps.forEach((p, i) => {
        expect(corrected[i]).toBeGreaterThanOrEqual(p)
        expect(corrected[i]).toBeLessThanOrEqual(Math.min(1, p * ps.length))
        ps.forEach((q, j) => {
          if (p < q) expect(corrected[i]).toBeLessThanOrEqual(corrected[j] as number)
          if (p === q) expect(corrected[i]).toBe(corrected[j])
        })
      })
      const by = turn % ps.length
      expect(holm([...ps.slice(by), ...ps.slice(0, by)])).toEqual([...corrected.slice(by), ...corrected.slice(0, by)])
      // Rejected are exactly those that the step-down procedure rejects.
      const sorted = ps.toSorted((a, b) => a - b)
      const fails = sorted.findIndex((p, rank) => (ps.length - rank) * p >= 0.05)
      expect(corrected.filter((p) => p < 0.05)).toHaveLength(fails < 0 ? ps.length : fails)
    }),
    { seed: 42, numRuns: 500 },
  )
})

test('Q3 the Pareto front is never empty; who is off it is dominated by somebody surely better in one, as good in all and surely worse in nothing', () => {
  const metrics = [
    { name: 'waitMean', wants: 'less' },
    { name: 'chatShareJain', wants: 'more' },
  ] as const
  // The last decides, but is not traded.
  const decisive = ['waitMean', 'chatShareJain', 'serviceLevel'] as const
  const mean = fc.integer({ min: 0, max: 5 })
  const strategies = fc
    .array(fc.tuple(mean, mean, mean), { minLength: 1, maxLength: 8 })
    .map((all) =>
      all.map((means, i) => ({ name: `s${i}`, mean: (metric: string) => means[decisive.indexOf(metric as never)]! })),
    )
  fc.assert(
    fc.property(strategies, fc.integer({ min: 1, max: 4 }), (all, sure) => {
      const named = new Map(all.map((one) => [one.name, one]))
      const by = (one: string, other: string, metric: string): number => {
        const [a, b] = [named.get(one)!.mean(metric), named.get(other)!.mean(metric)]
        return metric === 'waitMean' ? b - a : a - b
      }
      const surely = (one: string, other: string, metric: string): boolean => by(one, other, metric) >= sure
      const { front, dominatedBy } = pareto(metrics, all, surely, decisive)
      const gives = (one: string, other: string): boolean => decisive.some((metric) => surely(other, one, metric))
      expect(front.length).toBeGreaterThan(0)
      expect([...front, ...Object.keys(dominatedBy)].sort()).toEqual(all.map(({ name }) => name).sort())
      for (const [name, dominators] of Object.entries(dominatedBy)) {
        for (const dominator of dominators) {
          const margins = metrics.map((metric) => by(dominator, name, metric.name))
          expect(Math.min(...margins)).toBeGreaterThanOrEqual(0)
          expect(Math.max(...margins)).toBeGreaterThanOrEqual(sure)
          expect(gives(dominator, name)).toBe(false)
        }
      }
      for (const name of front) {
        for (const other of all) {
          const margins = metrics.map((metric) => by(other.name, name, metric.name))
          expect(Math.min(...margins) >= 0 && Math.max(...margins) >= sure && !gives(other.name, name)).toBe(false)
        }
      }
    }),
    { seed: 43, numRuns: 500 },
  )
})

test('Q11 a wait is counted in the first bin whose upper edge is not below it', () => {
  expect(profileEdges[0]).toBe(0)
  expect(profileEdges.every((edge, i) => i === 0 || edge > (profileEdges[i - 1] as number))).toBe(true)
  const wait = fc.oneof(fc.double({ min: 0, max: 200_000, noNaN: true }), fc.constantFrom(...profileEdges))
  fc.assert(
    fc.property(wait, (seconds) => {
      const first = profileEdges.findIndex((edge) => edge >= seconds)
      expect(binOf(seconds)).toBe(first < 0 ? profileEdges.length : first)
    }),
    { seed: 44, numRuns: 2000 },
  )
})
