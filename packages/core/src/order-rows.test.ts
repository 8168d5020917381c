import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderRows } from './order-rows.ts'

test('E5 rows are ordered as a plain sort orders them, and none is lost', () => {
  const cell = fc.constantFrom(-1, 0, 1, 2.5)
  const tables = fc.array(fc.tuple(cell, cell, cell), { maxLength: 100 })
  fc.assert(
    fc.property(
      tables,
      fc.tuple(fc.constantFrom(1, -1), fc.constantFrom(1, -1), fc.constantFrom(1, -1)),
      (rows, signs) => {
        const plain = rows
          .map((row, i) => ({ row, i }))
          .toSorted((a, b) => {
            for (const k of [0, 1, 2] as const) {
              if (a.row[k] !== b.row[k]) return (a.row[k] - b.row[k]) * signs[k]
            }
            return a.i - b.i
          })
        const ranked = rows.map((keys, i) => ({ agent: String.fromCharCode(i), keys }))
        expect([...orderRows(ranked, signs).subarray(0, rows.length)]).toEqual(plain.map(({ i }) => i))
      },
    ),
    { seed: 20261121, numRuns: 2000 },
  )
})
