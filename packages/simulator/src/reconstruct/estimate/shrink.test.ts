import { expect, test } from 'vitest'
import { normalQuantile } from '../../chance/normal-quantile.ts'
import { Stream } from '../../chance/stream.ts'
import { commonGap } from './common-gap.ts'
import { shrink } from './shrink.ts'

test('RC4 estimates no more different than their errors become one', () => {
  const { between, values } = shrink([
    { value: 1, error: 1 },
    { value: 1.5, error: 1 },
    { value: 0.5, error: 1 },
  ])
  expect(between).toBe(0)
  for (const { value } of values) expect(value).toBeCloseTo(1, 12)
})

test('RC4 who is known surely keeps their own, who is not goes with the others', () => {
  const surely = [0, 1, 2, 3].map((value) => ({ value, error: 0.01 }))
  const { centre, values } = shrink([...surely, { value: 9, error: 20 }, { value: NaN, error: NaN }])
  expect(values[3]?.value).toBeCloseTo(3, 2)
  expect(Math.abs((values[4]?.value ?? 9) - centre)).toBeLessThan(0.2)
  expect(values[5]?.value).toBe(centre)
})

test('RC4 drawn together, estimates are nearer to the truth than each alone', () => {
  const chance = new Stream(4, 'agents')
  const normal = (sd: number): number => sd * normalQuantile(chance.next())
  let [own, together] = [0, 0]
  for (let round = 0; round < 50; round++) {
    const truths = Array.from({ length: 20 }, () => normal(0.2))
    const estimates = truths.map((truth) => ({ value: truth + normal(0.3), error: 0.3 }))
    const { values } = shrink(estimates)
    truths.forEach((truth, i) => {
      own += ((estimates[i]?.value ?? 0) - truth) ** 2
      together += ((values[i]?.value ?? 0) - truth) ** 2
    })
  }
  expect(together).toBeLessThan(0.5 * own)
})

test('RC4 the gap that many have in common is found, and none where there is none', () => {
  expect(commonGap([3, 25, 24.9, 80, 25, 41, 25.05], 0.2)).toEqual({ value: 25, count: 4 })
  expect(
    commonGap(
      Array.from({ length: 100 }, (_, i) => i * i),
      1,
    ),
  ).toBeUndefined()
})
