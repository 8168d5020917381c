import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampled } from './sampled.ts'
import { thinned } from './thinned.ts'

test('RC22 of many chats the same are looked at as if all of them were held', () => {
  fc.assert(
    fc.property(fc.nat(300), fc.integer({ min: 1, max: 60 }), (count, most) => {
      const all = Array.from({ length: count }, (_, i) => i)
      expect([...thinned(all, count, most)]).toEqual(sampled(all, most))
    }),
  )
})
