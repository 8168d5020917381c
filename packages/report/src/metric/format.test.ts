import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { effect, effectText } from './effect.ts'
import { figureText, figureTexts, joined } from './figure-text.ts'
import { findingOf } from './finding-of.ts'
import { formatOf, written } from './format.ts'
import { metricNamed } from './metric-named.ts'
import type { Unit } from './metric.ts'

const figure = fc.double({ noNaN: true, min: -1e100, max: 1e100 })
const unit = fc.constantFrom<Unit>('seconds', 'share', 'points', 'number')
const around = (mean: number, half: number) => ({ mean, ci95: [mean - half, mean + half] as const })
/** With plain spaces. */
const plain = (words: string): string => words.replaceAll(/[\u00A0\u202F]/g, ' ')

test('Z12 any figure is written in few characters that say what it is, within its last digit', () => {
  fc.assert(
    fc.property(unit, figure, figure, (kind, value, step) => {
      const format = formatOf(kind, value, step)
      const words = plain(written(value, format))
      expect(words).toMatch(/^−?[\d ]+(\.\d+)?( × 10\^\d+)?( (s|min|h|d|%|pts))?$/)
      expect(words.length).toBeLessThan(32)
      if (Math.abs(value / format.by) >= 1e9) return
      const read = Number(words.replace('−', '-').replaceAll(/[^\d.-]/g, '')) * format.by
      expect(Math.abs(read - value)).toBeLessThanOrEqual(0.5000001 * format.by * 10 ** -format.decimals + 1e-12)
    }),
    { seed: 11, numRuns: 2000 },
  )
})

test('Z12 an estimate has the digits that its interval warrants, and those that stand together are alike', () => {
  expect(plain(joined(figureText('seconds', around(12.3123, 0.29))))).toBe('12.3 s ± 0.3')
  expect(plain(joined(figureText('seconds', around(12.3123, 0.14))))).toBe('12.31 s ± 0.14')
  expect(plain(joined(figureText('seconds', around(1234, 30))))).toBe('20.6 min ± 0.5')
  expect(plain(joined(figureText('share', around(0.88712, 0.004))))).toBe('88.7 % ± 0.4')
  expect(plain(joined(figureText('number', around(0.0941, 0.002))))).toBe('0.094 ± 0.002')
  expect(plain(joined(figureText('number', around(123_456, 2000))))).toBe('123 456 ± 2000')
  expect(plain(joined(figureText('share', around(0, 0))))).toBe('0.00 % ± 0')
  expect(plain(joined(figureText('share', around(0.5, 1e-9))))).toBe('50.00 % ± <0.01')
  expect(joined(figureText('seconds', { mean: null, ci95: null }))).toBe('–')
  expect(plain(joined(figureText('seconds', { mean: 7, ci95: null })))).toBe('7.00 s')
  const together = figureTexts('seconds', [around(90, 2), around(150, 3), around(119, 20)])
  expect(together.map(({ value }) => plain(value))).toEqual(['1.50 min', '2.50 min', '1.98 min'])
})

test('Z12 a difference has its sign; times are told as shares of the baseline, shares in points', () => {
  const difference = (value: number, half: number, base: number) => ({
    difference: value,
    ci95: [value - half, value + half] as const,
    relative:
      base === 0 ? null : { difference: value / base, ci95: [(value - half) / base, (value + half) / base] as const },
    p: 0.01,
    pHolm: 0.02,
  })
  const told = (name: string, value: number, half: number, base: number): string => {
    const words = effectText(effect(metricNamed(name), difference(value, half, base)))
    return plain(`${words.value} (${words.range})`)
  }
  expect(told('waitMean', -1.2, 0.24, 12)).toBe('−10 % (−12 % to −8 %)')
  expect(told('waitMean', 1.2, 0.2, 0)).toBe('+1.2 s (+1.0 s to +1.4 s)')
  expect(told('serviceLevel', 0.105, 0.003, 0.5)).toBe('+10.5 pts (+10.2 pts to +10.8 pts)')
  expect(told('occupancyGini', 0.292, 0.003, 0.07)).toBe('+0.292 (+0.289 to +0.295)')
  expect(told('waitMean', 0, 0, 12)).toBe('exactly 0 ()')
  expect(told('waitMean', 0, 0.1, 12)).toBe('0.0 % (−0.8 % to +0.8 %)')
})

test('Z13 better or worse is said only where the corrected p-value is below 0.05 and the direction is known', () => {
  const finding = (name: string, difference: number | null, pHolm: number | null, p = 0.001) =>
    findingOf(metricNamed(name), { difference, ci95: null, relative: null, p, pHolm })
  expect(finding('waitMean', -1, 0.049)).toBe('better')
  expect(finding('waitMean', 1, 0.049)).toBe('worse')
  expect(finding('serviceLevel', 0.1, 0.049)).toBe('better')
  expect(finding('serviceLevel', -0.1, 0.049)).toBe('worse')
  expect(finding('waitMean', -1, 0.05)).toBe('unsure')
  expect(finding('waitMean', -1, null)).toBe('unsure')
  expect(finding('waitMean', null, 0.01)).toBe('unsure')
  expect(finding('waitMean', 0, 1, 1)).toBe('equal')
  expect(finding('waitMean', 0, 0.01)).toBe('unsure')
  expect(finding('occupancy', 0.1, 0.01)).toBe('different')
  expect(finding('a metric of a later version', 0.1, 0.01)).toBe('different')
})
