import type { Decision, Explanation, Strategy } from '@pointsman/core'
import type { LedgerView } from './ledger-view.ts'

/** A strategy of ours: asked on the spot, since it is known to answer at once. */
export interface InlineChooser {
  readonly kind: 'inline'
  readonly name: string
  /** Changes whenever the policy does. */
  readonly version: string
  readonly strategy: Strategy
}

/** A stranger's strategy, asked where it cannot stall anybody else. */
export interface IsolatedChooser {
  readonly kind: 'isolated'
  readonly name: string
  readonly version: string
  /** Decides on the payload's raw bytes. Rejects with a StrategyFailure, at the latest after so many milliseconds. */
  decide(question: IsolatedQuestion, withinMs: number): Promise<Decision>
  /** Explains what it would decide; rejects likewise. */
  explain(question: IsolatedQuestion, withinMs: number): Promise<Explanation>
  /** Ends what it runs in; false where that did not end within a moment, and keeps the process from ending. */
  close(): Promise<boolean>
}

/** What travels to where a stranger's strategy runs. */
export interface IsolatedQuestion {
  /** The request's identity. */
  readonly id: string
  readonly bytes: Uint8Array
  readonly view: LedgerView
}

/** Whoever can be asked for an answer. */
export type Chooser = InlineChooser | IsolatedChooser
