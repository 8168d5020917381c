import { describe, expect, test } from 'vitest'
import { checkLaw, type CheckOptions } from './check-laws.ts'
import type { NewStrategy, Subject } from './law.ts'
import { laws } from './laws.ts'

/** How a strategy is held to the laws. */
export interface StrategyLawsOptions extends Omit<CheckOptions, 'laws'>, Pick<Subject, 'newEvaluator'> {}

/**
 * Registers one vitest test for each law, so that a strategy of your own is held to what the built-in ones are held to:
 * `strategyLaws(() => myStrategy, { skip: [{ law: 'L17', reason: 'it declares no weights' }] })`. A law that is skipped
 * needs a reason; it shows in the test's title.
 */
export function strategyLaws(newStrategy: NewStrategy, options: StrategyLawsOptions = {}): void {
  const { newEvaluator, ...check } = options
  const subject: Subject = newEvaluator === undefined ? { newStrategy } : { newStrategy, newEvaluator }
  for (const { reason, law } of check.skip ?? []) {
    if (reason.trim() === '') throw new Error(`${law} is skipped without a reason`)
    if (!laws.some(({ id }) => id === law)) throw new Error(`${law} is skipped, and there is no such law`)
  }
  describe(newStrategy({ seed: 1 }).name, () => {
    for (const law of laws) {
      if (law.applies?.(subject) === false) continue
      if (check.skip?.some((skipped) => skipped.law === law.id)) continue
      test(`${law.id} ${law.title}`, () => {
        const outcome = checkLaw(law, subject, check)
        expect(outcome).toMatchObject({ law: law.id, outcome: 'holds' })
      })
    }
  })
}
