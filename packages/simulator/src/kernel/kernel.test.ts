import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Kernel } from './kernel.ts'

type Step =
  | { readonly do: 'schedule'; readonly after: number; readonly phase: number }
  | { readonly do: 'cancel' | 'advance'; readonly which: number }
  | { readonly do: 'move'; readonly which: number; readonly after: number }

const after = fc.constantFrom(0, 0, 1, 1, 2, 3.5, 10)
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('schedule' as const), after, phase: fc.nat(8) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('cancel' as const), which: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('move' as const), which: fc.nat(), after }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('advance' as const), which: fc.nat() }) },
)

test('K1 events come by time, then phase, then the order of scheduling, also when some are cancelled or moved', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.array(step, { maxLength: 300 }), (before, steps) => {
      const kernel = new Kernel<number>()
      let open: { handle: number; at: number; phase: number; ordinal: number }[] = []
      let ordinal = 0
      const next = () =>
        open.toSorted((a, b) => a.at - b.at || a.phase - b.phase || a.ordinal - b.ordinal)[0] as (typeof open)[number]
      const advance = (): void => {
        if (open.length === 0) {
          expect(kernel.advance()).toBe(false)
          return
        }
        const expected = next()
        expect(kernel.advance()).toBe(true)
        expect([kernel.time, kernel.phase, kernel.subject]).toEqual([expected.at, expected.phase, expected.ordinal])
        open = open.filter((event) => event !== expected)
      }
      const schedule = (at: number, phase: number): void => {
        open.push({ handle: kernel.schedule(at, phase, ordinal), at, phase, ordinal })
        ordinal += 1
      }
      // Mostly more than it has room for at first.
      for (let i = 0; i < before; i++) schedule((i * 7) % 13, i % 9)
      for (const one of steps) {
        const event = 'which' in one && open.length > 0 ? open[one.which % open.length] : undefined
        if (one.do === 'schedule') schedule(kernel.time + one.after, one.phase)
        else if (one.do === 'advance') advance()
        else if (event !== undefined && one.do === 'cancel') {
          kernel.cancel(event.handle)
          open = open.filter((other) => other !== event)
        } else if (event !== undefined && one.do === 'move') {
          event.at = kernel.time + one.after
          kernel.move(event.handle, event.at)
        }
        expect(kernel.size).toBe(open.length)
      }
      while (open.length > 0) advance()
      advance()
    }),
    { seed: 1, numRuns: 200 },
  )
})

test('K2 time never runs back', () => {
  const kernel = new Kernel<string>()
  kernel.schedule(5, 0, 'a')
  kernel.advance()
  expect(() => kernel.schedule(4.9, 0, 'b')).toThrow('cannot schedule at 4.9, it is 5')
  expect(() => kernel.schedule(Infinity, 0, 'b')).toThrow('cannot schedule at Infinity')
  expect(() => kernel.schedule(NaN, 0, 'b')).toThrow('cannot schedule at NaN')
})
