import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Deadlines } from './deadlines.ts'

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

test('A11 each deadline is kept to the millisecond, and one that was lifted never', () => {
  const setting = fc.record({ after: fc.nat(50), ms: fc.integer({ min: 1, max: 200 }), lifted: fc.option(fc.nat(250)) })
  fc.assert(
    fc.property(fc.array(setting, { maxLength: 12 }), (settings) => {
      const deadlines = new Deadlines()
      const ran = new Map<number, number>()
      const begun = performance.now()
      const due: { readonly at: number; readonly act: () => void }[] = []
      let at = 0
      for (const [i, { after, ms, lifted }] of settings.entries()) {
        at += after
        due.push({
          at,
          act: () => {
            const deadline = deadlines.set(ms, () => ran.set(i, performance.now() - begun))
            if (lifted !== null) setTimeout(() => deadlines.lift(deadline), lifted)
          },
        })
      }
      for (const { at: then, act } of due) {
        vi.advanceTimersByTime(then - (performance.now() - begun))
        act()
      }
      vi.advanceTimersByTime(1000)
      expect(deadlines.size).toBe(0)
      at = 0
      for (const [i, { after, ms, lifted }] of settings.entries()) {
        at += after
        if (lifted !== null && lifted < ms) expect(ran.get(i)).toBeUndefined()
        else if (lifted !== ms) expect(ran.get(i)).toBe(at + ms)
      }
    }),
    { seed: 11, numRuns: 300 },
  )
})
