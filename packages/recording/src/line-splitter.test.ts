import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LineSplitter } from './line-splitter.ts'

test('R11 where the bytes are cut into pieces changes nothing', () => {
  const lines = fc.array(fc.string({ unit: fc.constantFrom('a', 'ë', '☂', '"'), maxLength: 12 }), { maxLength: 20 })
  fc.assert(
    fc.property(
      lines,
      fc.array(fc.nat(400), { maxLength: 20 }),
      fc.integer({ min: 1, max: 30 }),
      (lines, cuts, most) => {
        const bytes = Buffer.from(lines.join('\n'))
        const places = [0, ...cuts.map((cut) => Math.min(cut, bytes.length)).sort((a, b) => a - b), bytes.length]
        const splitter = new LineSplitter(most)
        const seen: (string | undefined)[] = []
        const keep = (line: Buffer | undefined): unknown => seen.push(line?.toString())
        places.slice(1).forEach((to, i) => splitter.push(bytes.subarray(places[i], to), keep))
        keep(splitter.rest())
        const expected = lines.length === 0 ? [''] : lines
        expect(seen).toEqual(expected.map((line) => (Buffer.byteLength(line) > most ? undefined : line)))
      },
    ),
    { seed: 11, numRuns: 1000 },
  )
})
