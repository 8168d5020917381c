import type { Strategy } from '@pointsman/core'
import type { Observer } from '../observe/observer.ts'
import type { Outcome } from '../result/outcome.ts'
import { replicateInSteps } from '../run/replicate.ts'
import type { Executor, Watch } from './executor.ts'
import type { Job } from './job.ts'

/** How jobs are done in this thread. */
export interface InProcessOptions {
  /** Makes strategies, by the seed of their lots, from the reference in a job. */
  readonly load: (reference: unknown) => Promise<(lots: number) => Strategy>
  /** Lets others have their turn: an interrupt is heard then. */
  readonly pause: () => Promise<void>
  /** Watch the first replication of the first job of the first run. */
  readonly observers?: readonly Observer[] | undefined
}

/** Does jobs in this thread, one replication after another, in steps. */
export function inProcess({ load, pause, observers = [] }: InProcessOptions): Executor {
  const loaded = new Map<unknown, Promise<(lots: number) => Strategy>>()
  let watching: readonly Observer[] = observers

  async function replication(job: Job, place: number, done: number, watch: Watch): Promise<Outcome | undefined> {
    const { scenario, seed, batches, profile } = job
    const making = loaded.get(job.strategy) ?? load(job.strategy)
    loaded.set(job.strategy, making)
    const strategy = await making
    const steps = replicateInSteps({
      scenario,
      strategy,
      seed,
      replication: job.first + place,
      batches,
      profile,
      observers: watching,
    })
    watching = []
    for (;;) {
      const step = steps.next()
      watch.onProgress?.(done + (step.done === true ? 1 : step.value))
      if (step.done === true) return step.value
      await pause()
      if (watch.signal?.aborted === true) return undefined
    }
  }

  return {
    async run(jobs, watch = {}) {
      const results: (readonly Outcome[] | undefined)[] = jobs.map(() => undefined)
      let done = 0
      for (const [place, job] of jobs.entries()) {
        const outcomes: Outcome[] = []
        for (let i = 0; i < job.count; i++) {
          await pause()
          if (watch.signal?.aborted === true) return results
          const outcome = await replication(job, i, done, watch)
          if (outcome === undefined) return results
          outcomes.push(outcome)
          done += 1
        }
        results[place] = outcomes
      }
      return results
    },
    close: () => Promise.resolve(),
  }
}
