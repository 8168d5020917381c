import { expect, test } from 'vitest'
import { outgrown } from './outgrown.ts'

/** JSON that is large by its blanks alone, so that its shape is looked at. */
function large(json: string): Uint8Array {
  return Buffer.from(json.padEnd(2_000_001))
}

const list = (length: number, item = '0'): string => `[${Array.from({ length }, () => item).join(',')}]`
const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)
const object = (length: number): string => `{${Array.from({ length }, (_, i) => `"k${i}":0`).join(',')}}`

test.each<readonly [string, string, string]>([
  ['entries in a list', list(20_000), list(20_001)],
  ['entries in an object', object(20_000), object(20_001)],
  ['entries behind lists within', `[${list(9)},${list(19_999)}]`, `[${list(9)},${list(19_999).slice(1, -1)},0,0]`],
  ['deep', nested(1000), nested(1001)],
  ['deep', list(1000, nested(300)), list(1000, nested(300)).replace('[]', nested(800))],
  ['values', list(24, list(19_999)), list(26, list(19_999))],
  ['values', `{"a":${list(20_000, '{"b":[{},[]]}')}}`, list(20_000, list(25))],
])('A17 of a large body a bound on %s is kept, and told in one line', (word, within, beyond) => {
  expect(outgrown(large(within))).toBeUndefined()
  expect(outgrown(large(beyond))).toMatch(new RegExp(`^expected .* ${word.split(' ')[0]}.*, got more$`))
})

test('A17 what is in strings counts for nothing, and neither does the shape of a small body', () => {
  const said = JSON.stringify({ a: '[{,'.repeat(700_000), b: '\\"[,'.repeat(30_000), 'c,["': 1 })
  expect(outgrown(large(said))).toBeUndefined()
  expect(outgrown(Buffer.from(nested(900_000)))).toBeUndefined()
})
