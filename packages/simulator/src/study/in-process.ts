import type { Observer } from '../observe/observer.ts'
import type { Outcome } from '../result/outcome.ts'
import type { Executor, Watch } from './executor.ts'
import { jobInSteps, type StrategyLoader } from './job-in-steps.ts'

/** What this thread needs to do jobs. */
export interface InProcessOptions {
  /** Makes the strategy of a job's reference. */
  readonly load: (reference: unknown) => Promise<StrategyLoader>
  /** Lets the thread do something else for a moment, such as hear of an abort. */
  readonly pause: () => Promise<void>
  /** Watch the first replication of the first job that is run. */
  readonly observers?: readonly Observer[] | undefined
}

/** Does jobs in this thread, one replication after another, in the order of the jobs. */
export function inProcess({ load, pause, observers = [] }: InProcessOptions): Executor {
  let watching = observers
  return {
    async run(jobs, { onProgress, signal }: Watch = {}) {
      const found: (readonly Outcome[] | undefined)[] = jobs.map(() => undefined)
      const ended = (): boolean => signal?.aborted === true
      let done = 0
      for (const [place, job] of jobs.entries()) {
        const strategy = await load(job.strategy)
        const outcomes: Outcome[] = []
        for (let replication = job.first; replication < job.first + job.count; replication++) {
          // Replications may be over before they first stop.
          await pause()
          if (ended()) return found
          const steps = jobInSteps(job, replication, strategy, watching)
          watching = []
          for (let step = steps.next(); ; step = steps.next()) {
            if (step.done === true) {
              outcomes.push(step.value)
              onProgress?.((done += 1))
              break
            }
            onProgress?.(done + step.value)
            await pause()
            if (ended()) return found
          }
        }
        found[place] = outcomes
      }
      return found
    },
    close: () => Promise.resolve(),
  }
}
