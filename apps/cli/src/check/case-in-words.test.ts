import { bursts, laws, questions } from '@pointsman/core/checking'
import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, it } from 'vitest'
import { caseInWords } from './case-in-words.ts'
import { drawnCase } from './drawn-case.ts'

describe('a case of a law', () => {
  it('C11 C23 is laid out within the width, whatever it is', () => {
    fc.assert(
      fc.property(fc.oneof(questions, bursts), fc.integer({ min: 60, max: 120 }), (drawn, width) => {
        for (const line of caseInWords(drawn, width)) expect(stringWidth(line)).toBeLessThanOrEqual(width)
      }),
      { seed: 17, numRuns: 300 },
    )
  })

  it('C23 is the one on which the law was broken', () => {
    const [law] = laws
    if (law === undefined) throw new Error('no laws')
    const details = fc.check(
      fc.property(law.arbitrary, (drawn) => !JSON.stringify(drawn).includes('Bo')),
      { seed: 18 },
    )
    const { counterexample, counterexamplePath } = details
    const path = counterexamplePath ?? ''
    expect(details.failed).toBe(true)
    const outcome = { law: 'L1', title: '', outcome: 'broken', how: '', counterexample: '', seed: 18, path } as const
    expect(drawnCase(law, outcome)).toEqual(counterexample?.[0])
  })
})
