import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { anybody, payloadText, redact, remembered } from './redact.ts'
import { patternOf, redactText } from './redact-text.ts'

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

  test('J3 in the text alone leaves what redaction of the parsed value leaves, or leaves it to that', () => {
    const pattern = patternOf([...names]) as RegExp
    const text = fc.string({
      unit: fc.constantFrom('a', 'é', '"', '\\', ':', ',', '{', ' ', 'name', '"name":"x"', '\n'),
    })
    const json = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        text,
        fc.integer(),
        fc.constantFrom(null, true, ''),
        fc.array(tie('value')),
        tie('object'),
      ),
      object: fc.dictionary(fc.constantFrom('name', 'contact', 'other', 'na"me', 'nick'), tie('value'), { maxKeys: 4 }),
    }))
    let quick = 0
    fc.assert(
      fc.property(json.object, fc.constantFrom(undefined, 1, '\t'), (object, space) => {
        const written = JSON.stringify(object, null, space)
        const redacted = redactText(written, pattern, mark)
        if (redacted === undefined) return
        quick += 1
        expect(redacted).not.toContain('\n')
        const parsed = JSON.parse(written) as object
        redact(parsed, names, mark)
        expect(JSON.parse(redacted)).toEqual(parsed)
      }),
      { seed: 8, numRuns: 2000 },
    )
    expect(quick).toBeGreaterThan(200)
    expect(redactText('{"n\\u0061me":"x"}', pattern, mark)).toBeUndefined()
    expect(redactText('\uFEFF{"name":"x"}', pattern, mark)).toBeUndefined()
    expect(redactText('{"name" : "x"}', pattern, mark)).toBe('{"name" : "<1>"}')
    expect(redactText('{"name":null}', pattern, mark)).toBe('{"name":null}')
    expect(redactText('{"name":7}', pattern, mark)).toBeUndefined()
    expect(patternOf(['na"me'])).toBeUndefined()
    expect(redactText('{"name":"x"}', patternOf([]) as RegExp, mark)).toBe('{"name":"x"}')
  })

  test('J3 writes what is nested too deep to be written in outlines', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`) as object
    expect(payloadText({ trigger: 't', appId: 1, data: deep })).toBe('{"trigger":"t","appId":"1","data":null}')
  })

  test('J3 gives the same value the same pseudonym, however many there are', () => {
    let asked = 0
    const pseudonym = remembered((value) => `${((asked += 1), value)}!`, 10)
    for (let i = 0; i < 100; i++) expect(pseudonym(`v${i % 4}`)).toBe(`v${i % 4}!`)
    expect(asked).toBe(4)
    for (let i = 0; i < 100; i++) expect(pseudonym(`w${i}`)).toBe(`w${i}!`)
  })

  test('J3 a value that there was no hash for is nobody for once, and not for good', () => {
    let left = 1
    const pseudonym = remembered((value) => (left-- > 0 ? `${value}!` : anybody))
    expect([pseudonym('a'), pseudonym('b'), pseudonym('a')]).toEqual(['a!', anybody, 'a!'])
    left = 1
    expect(pseudonym('b')).toBe('b!')
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
