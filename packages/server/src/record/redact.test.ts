import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { redact, remembered } from './redact.ts'

const names = new Set(['name', 'contact'])
const mark = (value: string): string => `<${value.length}>`

describe('redaction', () => {
  test('J3 leaves no value under a redacted name, at any depth, and everything else as it was', () => {
    const secretive = fc.letrec((tie) => ({
      value: fc.oneof(
        fc.string(),
        fc.integer(),
        fc.constant(null),
        tie('object'),
        fc.array(tie('value'), { maxLength: 3 }),
      ),
      object: fc.dictionary(fc.constantFrom('name', 'contact', 'other', 'more'), tie('value'), { maxKeys: 4 }),
    }))
    fc.assert(
      fc.property(secretive.object, (object) => {
        const copy = structuredClone(object)
        redact(copy, names, mark)
        compare(object, copy)
      }),
      { seed: 3, numRuns: 500 },
    )
  })

  test('J3 gives the same value the same pseudonym, however many there are', () => {
    let asked = 0
    const pseudonym = remembered((value) => `${((asked += 1), value)}!`, 10)
    for (let i = 0; i < 100; i++) expect(pseudonym(`v${i % 4}`)).toBe(`v${i % 4}!`)
    expect(asked).toBe(4)
    for (let i = 0; i < 100; i++) expect(pseudonym(`w${i}`)).toBe(`w${i}!`)
  })

  test('J3 cuts off what is nested deeper than anybody reads', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`) as object
    redact(deep, names, mark)
    expect(JSON.stringify(deep)).toContain('nested too deep')
  })
})

function compare(before: unknown, after: unknown): void {
  if (typeof before !== 'object' || before === null) return expect(after).toEqual(before)
  for (const [key, value] of Object.entries(before)) {
    const now = (after as Record<string, unknown>)[key]
    if (!names.has(key) || Array.isArray(before)) compare(value, now)
    else if (value === null || value === '') expect(now).toBe(value)
    else expect(now).toMatch(/^<\d+>$/)
  }
}
