import fc from 'fast-check'
import { expect, test } from 'vitest'
import { quoteLongIntegers } from './long-integers.ts'

test('AV1 long whole numbers become text to the last digit, and nothing else is changed', () => {
  const long = fc.bigInt({ min: 10n ** 15n, max: 10n ** 19n })
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'binary' }),
      fc.double(),
      fc.boolean(),
      long,
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('any'), { maxLength: 4 }),
    object: fc.dictionary(fc.string({ unit: 'binary' }), tie('any'), { maxKeys: 4 }),
  })).any
  fc.assert(
    fc.property(value, fc.boolean(), (drawn, negative) => {
      const expected = plain(drawn, (one) => `${negative ? '-' : ''}${one}`)
      expect(JSON.parse(quoteLongIntegers(written(drawn, negative)))).toEqual(JSON.parse(JSON.stringify(expected)))
    }),
    { seed: 8, numRuns: 500 },
  )
})

test('AV1 numbers inside of texts are left alone, even behind an escaped quotation mark', () => {
  const json = JSON.stringify({ value: '"timestamp": 1706293970842633079, \\', t: 1 })
  expect(quoteLongIntegers(json)).toBe(json)
})

test('AV1 a text of five million characters is no harder than a short one', () => {
  const json = `{"value":"${'x\\"'.repeat(2_500_000)}","timestamp":1706293970842633079}`
  expect(quoteLongIntegers(json).slice(-34)).toBe('"timestamp":"1706293970842633079"}')
})

/** As JSON, with long integers as numbers. */
function written(value: unknown, negative: boolean): string {
  if (typeof value === 'bigint') return `${negative ? '-' : ''}${value}`
  if (Array.isArray(value)) return `[${value.map((one) => written(one, negative)).join(' , ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([name, one]) => `${JSON.stringify(name)}: ${written(one, negative)}`)
      .join(',\n')}}`
  }
  return JSON.stringify(value)
}

function plain(value: unknown, long: (value: bigint) => string): unknown {
  if (typeof value === 'bigint') return long(value)
  if (Array.isArray(value)) return value.map((one) => plain(one, long))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, plain(one, long)]))
}
