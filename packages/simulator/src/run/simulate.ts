import type { Outcome } from '../result/outcome.ts'
import { replicate, type ReplicateOptions } from './replicate.ts'

/** Several replications one after another. */
export interface SimulateOptions extends Omit<ReplicateOptions, 'replication' | 'batches' | 'progress'> {
  /** At least 1; one alone is cut into batches, for an interval by batch means. */
  readonly replications: number
}

/** Batches of a single replication: few enough to be long, enough for Student's t (Schmeiser 1982). */
export const singleRunBatches = 20

/** Runs replications 0, 1, 2, … in this thread. */
export function simulate(options: SimulateOptions): readonly Outcome[] {
  const { replications } = options
  const batches = replications === 1 ? singleRunBatches : 1
  return Array.from({ length: replications }, (_, replication) =>
    replicate({ ...options, replication, batches }),
  ).filter((outcome) => outcome !== undefined)
}
