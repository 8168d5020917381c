import fc from 'fast-check'
import { laws as allLaws } from './laws.ts'
import type { Law, Subject } from './law.ts'

/** A law that is not asked of a strategy, and why not. */
export interface Skip {
  readonly law: string
  readonly reason: string
}

/** How laws are checked. */
export interface CheckOptions {
  readonly skip?: readonly Skip[]
  /** How many cases each law is tried on; default 1,000. */
  readonly runs?: number
  /** Where the cases come from; default 1. The same seed tries the same cases. */
  readonly seed?: number
  /** Which laws, by id; default all. */
  readonly laws?: readonly string[]
}

/** What came of one law. */
export type Outcome =
  | { readonly law: string; readonly title: string; readonly outcome: 'holds'; readonly runs: number }
  | { readonly law: string; readonly title: string; readonly outcome: 'skipped'; readonly reason: string }
  | {
      readonly law: string
      readonly title: string
      readonly outcome: 'broken'
      /** What went wrong, in a line. */
      readonly how: string
      /** The plainest case that was found, as text. */
      readonly counterexample: string
      readonly seed: number
      /** Where in the seed's cases it stands, for fast-check's `path`. */
      readonly path: string
    }

/** Tries one law on a strategy. */
export function checkLaw(law: Law, subject: Subject, options: Omit<CheckOptions, 'laws'> = {}): Outcome {
  const { id, title } = law
  const { runs = 1000, seed = 1, skip = [] } = options
  const skipped = skip.find((one) => one.law === id)
  if (skipped !== undefined) return { law: id, title, outcome: 'skipped', reason: skipped.reason }
  if (law.applies?.(subject) === false) {
    return { law: id, title, outcome: 'skipped', reason: 'the strategy has no evaluator' }
  }
  const details = fc.check(
    fc.property(law.arbitrary, (drawn) => law.holds(subject, drawn)),
    { numRuns: runs, seed },
  )
  if (!details.failed) return { law: id, title, outcome: 'holds', runs: details.numRuns }
  const how = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance)
  const counterexample = fc.stringify(details.counterexample?.[0])
  return { law: id, title, outcome: 'broken', how, counterexample, seed, path: details.counterexamplePath ?? '' }
}

/** Tries the laws on a strategy, one outcome each, in their order. */
export function checkLaws(subject: Subject, options: CheckOptions = {}): readonly Outcome[] {
  const { laws: chosen, ...rest } = options
  return allLaws
    .filter(({ id }) => chosen === undefined || chosen.includes(id))
    .map((law) => checkLaw(law, subject, rest))
}
