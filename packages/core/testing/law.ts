import type { Evaluator, Strategy } from '@pointsman/core'
import type fc from 'fast-check'

/** Makes the strategy that is held to the laws; called anew for every run. */
export type NewStrategy = (options: { readonly seed: number }) => Strategy

/** What is held to the laws. */
export interface Subject {
  readonly newStrategy: NewStrategy
  /** Where the strategy has an evaluator that follows a roster: makes one, for L13. */
  readonly newEvaluator?: (options: { readonly seed: number }) => Evaluator
}

/** A law: on whatever is drawn it holds, or throws an error that says how it was broken. */
export interface Law<T = unknown> {
  readonly id: string
  readonly title: string
  readonly arbitrary: fc.Arbitrary<T>
  readonly holds: (subject: Subject, drawn: T) => void
  /** Whether the law has anything to say of the subject; by default it has. */
  readonly applies?: (subject: Subject) => boolean
}

/** Ties a law's arbitrary and its check together. */
export function law<T>(stated: Law<T>): Law {
  return stated as unknown as Law
}

/** A law was broken. */
export function broken(how: string): never {
  throw new Error(how)
}
