import type { Executor, Job, Outcome, Watch } from '@pointsman/simulator'
import { Shares } from './shares.ts'
import { ThreadPool } from './thread-pool.ts'
import type { Thread } from './thread.ts'
import { Todo } from './todo.ts'

/** How many threads, and what they need to know. */
export interface ThreadsOptions {
  /** Threads. It never changes a digit. */
  readonly workers: number
  /** The address of a `StrategyModule`. */
  readonly module: string
}

/**
 * Does jobs on threads, which are kept until it is closed. Threads share the work by replications, in the order of the jobs, so
 * that all of them have something to do until the end; several runs at once take turns.
 */
export function threadsExecutor({ workers, module }: ThreadsOptions): Executor {
  const pool = new ThreadPool(workers, module)
  return {
    run: (jobs, watch = {}) => run(pool, workers, jobs, watch),
    close: () => pool.end(),
  }
}

async function run(
  pool: ThreadPool,
  workers: number,
  jobs: readonly Job[],
  { onProgress, signal }: Watch,
): Promise<readonly (readonly Outcome[] | undefined)[]> {
  const found = jobs.map(({ count }) => Array.from<Outcome | undefined>({ length: count }))
  const todo = new Todo(jobs)
  const shares = new Shares(onProgress)
  const busy = new Set<Thread>()
  const state = { over: signal?.aborted === true }
  /** Whoever is at work for us is not to finish. */
  const giveUp = (): void => {
    state.over = true
    for (const thread of busy) void thread.end()
  }
  signal?.addEventListener('abort', giveUp)

  const goOn = async (): Promise<void> => {
    while (!state.over) {
      const thread = await pool.take()
      busy.add(thread)
      try {
        const next = state.over ? undefined : todo.next(thread)
        if (next === undefined) return
        const { job, place, nth } = next
        const progress = shares.begin()
        const outcome = await thread.do(job, job.first + nth, progress.reached)
        ;(found[place] as (Outcome | undefined)[])[nth] = outcome
        progress.done()
      } catch (error) {
        if (state.over) return
        giveUp()
        throw error
      } finally {
        busy.delete(thread)
        pool.giveBack(thread)
      }
    }
  }
  const replications = jobs.reduce((sum, { count }) => sum + count, 0)
  try {
    await Promise.all(Array.from({ length: Math.min(workers, replications) }, goOn))
  } finally {
    signal?.removeEventListener('abort', giveUp)
  }
  return found.map((outcomes) => (outcomes.every((outcome) => outcome !== undefined) ? outcomes : undefined))
}
