import type { Job, Outcome, Scenario } from '@pointsman/simulator'

/** What a thread is begun with: the module that makes strategies. */
export interface ThreadStart {
  readonly module: string
}

/** A replication to do. */
export interface Task extends Omit<Job, 'scenario' | 'first' | 'count'> {
  /** Undefined: the one of the task before. */
  readonly scenario: Scenario | undefined
  readonly replication: number
}

/** What a thread tells of its task: how far it has come, what came of it, or why nothing will. */
export type ThreadNews =
  | { readonly kind: 'share'; readonly share: number }
  | { readonly kind: 'outcome'; readonly outcome: Outcome }
  | { readonly kind: 'failed'; readonly name: string; readonly message: string; readonly stack: string | undefined }
