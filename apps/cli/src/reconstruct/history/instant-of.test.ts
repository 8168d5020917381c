import fc from 'fast-check'
import { expect, test } from 'vitest'
import { instantOf } from './instant-of.ts'

test('HI1 an instant is read the same in every form', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1e8, max: 4_102_444_799 }), fc.integer({ min: 0, max: 999 }), (seconds, ms) => {
      const at = seconds + ms / 1000
      const [date = '', time = ''] = new Date(1000 * seconds + ms).toISOString().slice(0, -1).split('T')
      const [h = '', m = ''] = time.split(':')
      const forms: readonly (readonly [string, string?])[] = [
        [`${date}T${time}Z`],
        [`${date} ${time}`],
        [`${date}T${time}+00:00`],
        [`${seconds}.${String(ms).padStart(3, '0')}`],
        [time, date],
        [`${Number(h)}:${time.slice(3)}`, date],
      ]
      for (const [text, on] of forms) expect(instantOf(text, on)).toBeCloseTo(at, 5)
      expect(instantOf(`${date}T${h}:${m}Z`)).toBe(seconds - (seconds % 60))
      if (1000 * seconds >= 1e11) expect(instantOf(String(1000 * seconds + ms))).toBe((1000 * seconds + ms) / 1000)
    }),
    { seed: 71, numRuns: 200 },
  )
})

test('HI1 zones are heeded, and what is no time is none', () => {
  expect(instantOf('2026-03-02T09:00:00+01:00')).toBe(instantOf('2026-03-02T08:00:00Z'))
  expect(instantOf('2026-03-02 09:00-0330')).toBe(instantOf('2026-03-02T12:30Z'))
  expect(instantOf('2026-03-02')).toBe(instantOf('2026-03-02T00:00:00Z'))
  for (const text of [
    '',
    'now',
    '12',
    '2026-02-30',
    '2026-13-01',
    '2026-03-02T24:00',
    '09:00',
    '-5',
    '1e12',
    '02/03/2026',
  ]) {
    expect(instantOf(text)).toBeUndefined()
  }
  expect(instantOf('25:00', '2026-03-02')).toBeUndefined()
  expect(instantOf('09:00', '2026-02-30')).toBeUndefined()
})
