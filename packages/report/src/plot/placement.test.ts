import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { awkwardNames } from '../testing/awkward.ts'
import { shorten } from '../words/shorten.ts'
import { textWidth } from '../words/text-width.ts'
import { axis } from './axis.ts'
import { clockAxis, extentOf } from './clock-axis.ts'
import { svg } from './figure.ts'
import { intervalPlot } from './interval-plot.ts'
import { placeLabels, type Box } from './place-labels.ts'
import { spread } from './spread.ts'
import { waitAxis } from './wait-axis.ts'

test('Z14 labels of points lie in the frame, on no point and on no other label; twelve on one spot all have a place', () => {
  const frame: Box = [52, 30, 328, 370]
  const point = fc.record({ x: fc.integer({ min: 62, max: 318 }), y: fc.integer({ min: 40, max: 360 }) })
  const points = fc.oneof(
    fc.array(point, { maxLength: 12 }),
    point.map((one) => Array.from({ length: 12 }, () => one)),
  )
  fc.assert(
    fc.property(points, fc.integer({ min: 10, max: 116 }), (spots, width) => {
      const taken = spots.map(({ x, y }): Box => [x - 9, y - 9, x + 9, y + 9])
      const wanted = spots.map((spot) => ({ ...spot, width, height: 17 }))
      const placed = placeLabels(wanted, frame, taken)
      expect(placed.filter((one) => one === undefined)).toEqual([])
      const boxes = placed.flatMap((one): Box[] =>
        one === undefined ? [] : [[one.left, one.top, one.left + width, one.top + 17]],
      )
      for (const [place, box] of boxes.entries()) {
        expect(box[0] >= frame[0] && box[1] >= frame[1] && box[2] <= frame[2] && box[3] <= frame[3]).toBe(true)
        for (const other of [...boxes.slice(place + 1), ...taken])
          expect(box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]).toBe(false)
      }
    }),
    { seed: 12, numRuns: 400 },
  )
})

test('Z14 names beside lines keep their order, are apart, and move no further than they must', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { maxLength: 12 }), (wanted) => {
      const sorted = wanted.sort((a, b) => a - b)
      const places = spread(sorted, 18, 0, 300)
      expect(places.length).toBe(sorted.length)
      for (const [turn, place] of places.entries()) {
        expect(place).toBeGreaterThanOrEqual(0)
        expect(place).toBeLessThanOrEqual(300)
        if (turn > 0) expect(place - (places[turn - 1] ?? 0)).toBeGreaterThanOrEqual(18 - 1e-9)
      }
      const areApart = sorted.every((want, turn) => turn === 0 || want - (sorted[turn - 1] ?? 0) > 18)
      if (areApart) expect(places.map(Math.round)).toEqual(sorted.map(Math.round))
    }),
    { seed: 13, numRuns: 500 },
  )
})

test('Z14 a name that is too long keeps its beginning and end, and none is cut inside a letter', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(...awkwardNames), fc.string({ unit: 'grapheme' })),
      fc.integer({ min: 20, max: 400 }),
      (name, room) => {
        const short = shorten(name, room, 12)
        expect(textWidth(short, 12)).toBeLessThanOrEqual(room)
        if (textWidth(name, 12) <= room) expect(short).toBe(name)
      },
    ),
    { seed: 14, numRuns: 500 },
  )
  expect(shorten('the-fairest-of-all-policies#2', 110, 12)).toMatch(/^the-.*….*#2$/)
  expect(shorten('👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦', 90, 12).replaceAll('👩‍👩‍👧‍👦', '')).toBe('…')
})

test('Z15 an axis holds every figure, its ticks rise and their labels do not meet', () => {
  const figures = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }), {
    maxLength: 12,
  })
  const close = fc
    .double({ noNaN: true, min: 1e-6, max: 1e6 })
    .map((one) => [one, one * (1 + 1e-16), one * (1 + 2e-15)])
  fc.assert(
    fc.property(
      fc.oneof(figures, close),
      fc.constantFrom('seconds' as const, 'share' as const, 'number' as const),
      (all, unit) => {
        const { at, ticks } = axis(unit, all, 8, 336, 5)
        for (const figure of all) {
          expect(at(figure)).toBeGreaterThanOrEqual(8 - 1e-6)
          expect(at(figure)).toBeLessThanOrEqual(336 + 1e-6)
        }
        for (const [turn, tick] of ticks.entries()) {
          const [, number = '', sign = ''] = /^(−?[\d\u202F.]+)\u00A0?(\S*)$/.exec(tick.label) ?? []
          const size = { s: 1, min: 60, h: 3600, d: 86_400, '%': 0.01, '': 1 }[sign] ?? Number.NaN
          const read = Number(number.replace('−', '-').replaceAll('\u202F', '')) * size
          if (!tick.label.includes('×')) expect(read / (tick.value || 1)).toBeCloseTo(tick.value === 0 ? 0 : 1, 5)
          const last = ticks[turn - 1]
          if (last === undefined) continue
          const room = (textWidth(last.label, 11) + textWidth(tick.label, 11)) / 2
          expect(tick.at - last.at).toBeGreaterThanOrEqual(room)
        }
      },
    ),
    { seed: 15, numRuns: 1000 },
  )
})

test('Z15 the axis of waits begins at no wait and gives short and long ones room', () => {
  const { at, ticks } = waitAxis(600, 0, 400)
  expect(ticks[0]).toMatchObject({ at: 0, value: 0 })
  expect([at(0), at(600), at(10_000)]).toEqual([0, 400, 400])
  expect(at(10) - at(0)).toBeGreaterThan(at(600) - at(300))
  for (const longest of [1, 3, 60, 3600, 1e7]) expect(waitAxis(longest, 0, 200).ticks.length).toBeGreaterThan(1)
})

test('Z15 an axis of time is by the clock for a day, and shows no more than the hours in which anything came', () => {
  const offered = Array.from({ length: 48 }, (_, slice) => (slice >= 18 && slice < 36 ? 5 : 0))
  const extent = extentOf(86_400, offered)
  expect(extent).toEqual({ period: 86_400, begin: 9 * 3600, end: 18 * 3600 })
  const { at, ticks } = clockAxis(extent, 44, 584)
  expect(ticks.map(({ label }) => label)).toEqual(
    Array.from({ length: 10 }, (_, hour) => `${hour + 9}:00`.padStart(5, '0')),
  )
  expect([at(9 * 3600), at(18 * 3600)]).toEqual([44, 584])
  const whole = clockAxis(extentOf(86_400, [1, 1, 1, 1]), 44, 322)
  expect(whole.ticks.map(({ label }) => label)).toEqual(['00:00', '06:00', '12:00', '18:00', '24:00'])
  const other = clockAxis(extentOf(6336, [0, 1, 1]), 44, 584)
  expect([other.at(2112), other.at(6336)]).toEqual([44, 584])
  for (const { label } of other.ticks) expect(label).toMatch(/^\d+\u00A0min$/)
  expect(extentOf(100, [0, 0])).toEqual({ period: 100, begin: 0, end: 100 })
})

test('Z14 the labels of an interval plot’s ticks do not meet, also where they are drawn in at its ends', () => {
  const figure = fc.double({ noNaN: true, min: -1e7, max: 1e7 })
  fc.assert(
    fc.property(
      fc.array(figure, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('seconds' as const, 'points' as const),
      (values, unit) => {
        const mark = { ink: '', shape: 0, hollow: false, dash: '' }
        const rows = values.map((value) => ({ name: 'a', mark, words: '', value, interval: null }))
        const drawn = String(svg({ id: 'a', title: 'a', description: 'a' }, intervalPlot({ unit, rows })))
        let free = 0
        for (const [, x = '', anchor, words = ''] of drawn.matchAll(
          /<text x="([^"]+)" y="[^"]+"(?: text-anchor="(\w+)")? class="tick">([^<]+)/g,
        )) {
          const width = textWidth(words, 11)
          const begins = Number(x) - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0)
          expect(begins).toBeGreaterThanOrEqual(free - 0.1)
          free = begins + width
        }
        expect(free).toBeGreaterThan(0)
        expect(free).toBeLessThanOrEqual(344)
      },
    ),
    { seed: 16, numRuns: 500 },
  )
})
