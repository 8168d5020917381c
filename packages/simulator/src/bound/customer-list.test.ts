import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CustomerList, type Customer } from './customer-list.ts'

const customer = (number: number): Customer => {
  return { number, cameAt: 0, begunAt: number / 2, leaving: -1, before: undefined, after: undefined }
}

test('Q9 the lists of the bound keep the order in which customers were appended, whoever is taken out, and takes them in again', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9), { maxLength: 60 }), (moves) => {
      const list = new CustomerList()
      const expected: Customer[] = []
      const all = Array.from({ length: 10 }, (_, number) => customer(number))
      for (const move of moves) {
        const one = all[move] as Customer
        const place = expected.indexOf(one)
        if (place < 0) {
          list.append(one)
          expected.push(one)
        } else {
          list.remove(one)
          expected.splice(place, 1)
        }
        expect(list.size).toBe(expected.length)
        expect(list.first).toBe(expected[0])
        // No more than there can be, so that a circle is no endless loop.
        const begun = list.begun()
        const found = Array.from({ length: expected.length + 1 }, () => begun.next().value)
        expect(found).toEqual([...expected.map(({ begunAt }) => begunAt), undefined])
      }
    }),
    { seed: 43 },
  )
})
