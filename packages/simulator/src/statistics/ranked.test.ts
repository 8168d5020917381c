import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Ranked } from './ranked.ts'

const value = fc.oneof(
  fc.double({ min: Number.MIN_VALUE, max: Number.MAX_VALUE, noNaN: true }),
  fc.double({ min: 100, max: 101, noNaN: true }),
  fc.constantFrom(1, 2, 2 - Number.EPSILON),
)

test('M3 few values or many, in one list or several, have the places that sorting gives them, and stay where they are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(value, { minLength: 1, maxLength: 60, size: 'max' }), { minLength: 1, maxLength: 4 }),
      fc.constantFrom(1, 100),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
      (some, times, shares) => {
        const lists = some.map((list) => Float64Array.from({ length: list.length * times }, (_, i) => drawn(list, i)))
        const sorted = Float64Array.from(lists.flatMap((list) => [...list])).sort()
        const ranked = new Ranked(lists)
        const places = shares.map((share) => Math.floor(share * (sorted.length - 1)))
        expect(ranked.at(places)).toEqual(places.map((place) => sorted[place]))
        // Where there is a gap, and so most likely the edge of a bucket.
        const edges = [...sorted.keys()].filter((place) => (sorted[place] as number) > 1.1 * (sorted[place - 1] ?? 0))
        expect(ranked.at(edges)).toEqual(edges.map((place) => sorted[place]))
        lists.forEach((list, n) => expect(list).toEqual(list.map((_, i) => drawn(some[n] as number[], i))))
      },
    ),
    { seed: 41, numRuns: 80 },
  )
})

/** The list again and again, each time a little more. */
function drawn(list: readonly number[], i: number): number {
  const value = list[i % list.length] as number
  return Math.min(Number.MAX_VALUE, value * (1 + Math.floor(i / list.length) / 1000))
}
