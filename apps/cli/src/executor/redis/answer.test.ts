import fc from 'fast-check'
import type { Outcome } from '@pointsman/simulator'
import { expect, it } from 'vitest'
import { answerOf, answerText } from './answer.ts'

const number = fc.oneof(fc.double(), fc.constantFrom(NaN, -0, 0, Infinity, -Infinity, Number.MIN_VALUE, 2 ** 53 + 2))
const text = fc.oneof(fc.string(), fc.constantFrom('#', '#NaN', '##', 'z', '__proto__'))
const metrics = fc.dictionary(text, number)
const outcome = fc.record({
  counts: metrics,
  metrics,
  byQueue: fc.dictionary(text, metrics),
  agents: fc.array(fc.record({ id: text, chats: number, occupancy: number, online: number }), { maxLength: 60 }),
  batches: fc.array(fc.record({ metrics, byQueue: fc.dictionary(text, metrics) })),
})

it('U6 numbers cross machines bit for bit, those too that JSON does not have, whatever ids are', () => {
  const lengths = new Set<boolean>()
  fc.assert(
    fc.property(fc.array(outcome, { maxLength: 8 }), (outcomes) => {
      const answer = { kind: 'outcomes', outcomes: outcomes as unknown as Outcome[] } as const
      const sent = answerText(answer)
      lengths.add(sent.startsWith('z'))
      // Equal as Object.is has it, for numbers; prototypes of dictionaries aside.
      expect(answerOf(sent)).toEqual(answer)
    }),
    { seed: 606, numRuns: 300 },
  )
  expect(lengths.size).toBe(2)
})

it('U6 a failure crosses machines with its name and its message', () => {
  const answer = { kind: 'failed', name: 'BadInput', message: '#1 of "é☃"\n is odd' } as const
  expect(answerOf(answerText(answer))).toEqual(answer)
})
