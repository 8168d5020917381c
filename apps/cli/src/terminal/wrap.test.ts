import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrap } from './wrap.ts'

describe('wrapped text', () => {
  it('C11 keeps every word in order, and no line is longer than it must be', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(words, fc.integer({ min: 16, max: 80 }), (all, width) => {
        const lines = wrap(all.join(' '), width, '    ', '  ').split('\n')
        expect(lines.flatMap((line) => line.trim().split(' '))).toEqual(all)
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
        lines.forEach((line, i) => expect(line).toMatch(i === 0 ? /^ {2}\S/ : /^ {4}\S/))
      }),
      { seed: 14, numRuns: 300 },
    )
  })

  it('C11 counts columns, of which a wide character takes two', () => {
    expect(wrap('李李李 李李李 ab', 9)).toBe('李李李\n李李李 ab')
    expect(wrap('李李李 李李李 ab', 13)).toBe('李李李 李李李\nab')
  })
})
