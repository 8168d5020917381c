import { expect, test } from 'vitest'
import { kaplanMeier } from './kaplan-meier.ts'

test('RC1 the curve of the leukaemia patients is the published one, with its errors', () => {
  // Weeks of remission under 6-MP (Freireich et al. 1963, as in Klein and Moeschberger, table 4.1).
  const ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
  const lost = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
  const steps = kaplanMeier([...ended, ...lost], [...ended.map(() => true), ...lost.map(() => false)])
  expect(steps.map(({ at, survival }) => [at, Number(survival.toFixed(3))])).toEqual([
    [6, 0.857],
    [7, 0.807],
    [10, 0.753],
    [13, 0.69],
    [16, 0.627],
    [22, 0.538],
    [23, 0.448],
  ])
  // ln(−ln) interval at 23 weeks: standard error 0.1346.
  const [low, high] = steps.at(-1)?.ci95 ?? [0, 0]
  expect(low).toBeCloseTo(0.188, 3)
  expect(high).toBeCloseTo(0.68, 2)
})

test('RC1 without censoring it is the share that is left', () => {
  const steps = kaplanMeier([4, 1, 3, 2], [true, true, true, true])
  expect(steps.map(({ survival }) => Number(survival.toFixed(9)))).toEqual([0.75, 0.5, 0.25, 0])
})
