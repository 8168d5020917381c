import type { Outcome } from '../result/outcome.ts'
import { replicate, type ReplicateOptions } from './replicate.ts'

/** Several replications one after another. */
export interface SimulateOptions extends Omit<ReplicateOptions, 'replication' | 'batches'> {
  /** At least 1; one alone is cut into batches, for an interval by batch means. */
  readonly replications: number
}

/** How many batches a replication is cut into: one alone into few enough to be long and enough for Student's t (Schmeiser 1982). */
export function batchesOf(replications: number): number {
  return replications === 1 ? 20 : 1
}

/** Runs replications 0, 1, 2, … in this thread. */
export function simulate(options: SimulateOptions): readonly Outcome[] {
  const { replications } = options
  const batches = batchesOf(replications)
  return Array.from({ length: replications }, (_, replication) => replicate({ ...options, replication, batches }))
}
