import type { Outcome, Scenario } from '@pointsman/simulator'

/** What a worker is begun with. */
export interface WorkerStart {
  readonly scenario: Scenario
  readonly seed: number
  readonly batches: number
  /** The module that makes strategies, and what it is to be told. */
  readonly module: string
  readonly reference: unknown
}

/** What a worker tells: how far it has come, or what came of a replication, or why there will be nothing. */
export type WorkerNews =
  | { readonly kind: 'share'; readonly replication: number; readonly share: number }
  | { readonly kind: 'outcome'; readonly replication: number; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string; readonly stack: string | undefined }
