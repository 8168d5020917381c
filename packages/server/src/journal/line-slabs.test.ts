import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { LineSlabs, piecesOf, type LaidLine } from './line-slabs.ts'

describe('memory for lines that wait', () => {
  test('J8 holds every line whole and in order until it is freed, whatever was there before', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '🙂', '\ud800'), maxLength: 30 })
    const piece = fc.oneof(
      text,
      text.map((of) => new TextEncoder().encode(of)),
      fc.integer({ min: 1, max: 12 }).map((n) => Buffer.alloc(n * 100_000, n)),
    )
    const line = fc.array(piece, { maxLength: 5 })
    let most = 0
    fc.assert(
      fc.property(fc.array(fc.array(line, { maxLength: 6 }), { maxLength: 12 }), (batches) => {
        const slabs = new LineSlabs()
        let before: { readonly laid: readonly LaidLine[]; readonly bytes: Buffer } | undefined
        for (const lines of batches) {
          // One batch is on its way to the disk while the next is laid down.
          const laid = lines.map((one) => slabs.lay(one))
          const bytes = Buffer.concat(
            lines.flatMap((one) => [
              ...one.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)),
              Buffer.from('\n'),
            ]),
          )
          const pieces = piecesOf(laid)
          most = Math.max(most, pieces.length)
          expect(Buffer.concat(pieces).equals(bytes)).toBe(true)
          if (before !== undefined) {
            expect(Buffer.concat(piecesOf(before.laid)).equals(before.bytes)).toBe(true)
            for (const one of before.laid) slabs.free(one)
          }
          before = { laid, bytes }
        }
      }),
      { seed: 8, numRuns: 60 },
    )
    expect(most).toBeGreaterThan(2)
  })

  test('J8 takes no more memory for a line than for the one before it that is on the disk', () => {
    const slabs = new LineSlabs()
    const seen = new Set<object>()
    for (let i = 0; i < 100; i++) {
      const laid = slabs.lay([Buffer.alloc(700_000)])
      seen.add(laid.slab.bytes.buffer)
      slabs.free(laid)
    }
    expect(seen.size).toBe(1)
  })
})
