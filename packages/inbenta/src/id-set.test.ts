import fc from 'fast-check'
import { expect, test } from 'vitest'
import { idOf, idSet } from './id-set.ts'

const items = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'b',
    '1',
    '__proto__',
    'constructor',
    1,
    2,
    null,
    { id: 'a' },
    { id: 3 },
    { name: 'x' },
    true,
  ),
  fc.nat(40).map(String),
)

test('I18 ids of a list behave as a set of them, few or many', () => {
  fc.assert(
    fc.property(fc.array(items, { maxLength: 40 }), (list) => {
      const real = new Set(list.map(idOf).filter((id) => id !== ''))
      const ids = idSet(list)
      expect(ids.size).toBe(real.size)
      expect([...ids]).toEqual([...real])
      expect([...ids.keys()]).toEqual([...real.keys()])
      expect([...ids.values()]).toEqual([...real.values()])
      expect([...ids.entries()]).toEqual([...real.entries()])
      const seen: string[] = []
      ids.forEach((id, again, set) => seen.push(id, again, String(set === ids)))
      expect(seen).toEqual([...real].flatMap((id) => [id, id, 'true']))
      for (const id of ['a', 'b', '1', '39', '', '__proto__', 'toString']) expect(ids.has(id)).toBe(real.has(id))
    }),
    { seed: 18, numRuns: 500 },
  )
})

test('I18 empty lists share one set', () => {
  expect(idSet([])).toBe(idSet(''))
  expect(idSet(['', null])).toBe(idSet(undefined))
})
