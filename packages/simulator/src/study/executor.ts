import type { Outcome } from '../result/outcome.ts'
import type { Job } from './job.ts'

/** What an `AbortSignal` gives, which this floor does not know. */
export interface Signal {
  readonly aborted: boolean
  addEventListener(type: 'abort', listener: () => void): void
}

/** How a run of jobs is followed and ended. */
export interface Watch {
  /** Told how many replications are done of all jobs; fractions count what is under way. */
  readonly onProgress?: ((replications: number) => void) | undefined
  /** Ends the run; what is done by then is answered. */
  readonly signal?: Signal | undefined
}

/** Where jobs are done: in this thread, on threads, or on other machines. Where never changes a digit of what comes back. */
export interface Executor {
  /**
   * Answers the outcomes of each job, in the order of the jobs and of their replications; undefined for a job that an
   * abort left undone. Rejects with what a replication threw.
   */
  run(jobs: readonly Job[], watch?: Watch): Promise<readonly (readonly Outcome[] | undefined)[]>
  /** Lets go of threads and connections. */
  close(): Promise<void>
}
