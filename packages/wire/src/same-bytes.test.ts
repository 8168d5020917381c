import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { sameBytes } from './same-bytes.ts'

/** How many bytes of `a` were looked at. */
function looks(a: Uint8Array, b: Uint8Array): number {
  let count = 0
  const watched = new Proxy(a, {
    get: (bytes, key) => {
      if (typeof key === 'string' && /^\d+$/.test(key)) count++
      return Reflect.get(bytes, key) as unknown
    },
  })
  sameBytes(watched, b)
  return count
}

describe('comparing bytes', () => {
  const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 })

  test('A4 says whether they are the same', () => {
    fc.assert(
      fc.property(bytes, bytes, fc.nat({ max: 31 }), (a, b, at) => {
        expect(sameBytes(a, a.slice())).toBe(true)
        expect(sameBytes(a, b)).toBe(a.every((byte, i) => byte === b[i]))
        const changed = a.slice()
        changed[at] = (changed[at] ?? 0) ^ 1
        expect(sameBytes(a, changed)).toBe(false)
        expect(sameBytes(a, a.slice(1))).toBe(false)
      }),
      { seed: 2, numRuns: 200 },
    )
  })

  test('A4 looks at every byte wherever they first differ', () => {
    const a = new Uint8Array(32).fill(7)
    for (let at = 0; at < 32; at++) {
      const b = a.slice()
      b[at] = 8
      expect(looks(a, b)).toBe(32)
    }
    expect(looks(a, a.slice())).toBe(32)
  })
})
