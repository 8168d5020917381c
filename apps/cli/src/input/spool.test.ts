import { mkdirSync, readdirSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Spool } from './spool.ts'
import { temporary } from '../testing/temporary.ts'

afterEach(() => vi.unstubAllEnvs())

describe('what is put aside', () => {
  it('C26 comes back as it was, however long it is, and leaves nothing behind', () =>
    temporary({}, async (path) => {
      // A folder of its own, as other tests put things aside at the same time.
      mkdirSync(path('tmp'))
      vi.stubEnv('TMPDIR', path('tmp'))
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
      expect(readdirSync(path('tmp'))).toEqual([])
    }))
})
