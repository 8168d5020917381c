import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Spool } from './spool.ts'

describe('what is put aside', () => {
  it('C26 comes back as it was, however long it is, and leaves nothing behind', () => {
    const folders = (): string[] => readdirSync(tmpdir()).filter((name) => /^pointsman-.{6}$/.test(name))
    const before = new Set(folders())
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 20 }),
        fc.constantFrom(1, 9000),
        (texts, times) => {
          const spool = new Spool()
          const all = Array.from({ length: times }, () => texts).flat()
          for (const text of all) spool.add(text)
          expect([...spool.pieces()].join('')).toBe(all.join(''))
          spool.close()
        },
      ),
      { seed: 13, numRuns: 30 },
    )
    expect(folders().filter((name) => !before.has(name))).toEqual([])
  })
})
