import type { Executor, Job, Outcome, Watch } from '@pointsman/simulator'
import { Shares } from './shares.ts'
import { ThreadPool } from './thread-pool.ts'
import type { Thread } from './thread.ts'
import { Todo, type Unit } from './todo.ts'

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

  const carryOut = async (thread: Thread, { job, place, nth }: Unit): Promise<void> => {
    const progress = shares.begin()
    const outcome = await thread.do(job, job.first + nth, progress.reached)
    ;(found[place] as (Outcome | undefined)[])[nth] = outcome
    progress.done()
  }
  /** Undefined where nothing is left to begin. */
  const begin = (thread: Thread): Promise<void> | undefined => {
    const next = state.over ? undefined : todo.next(thread)
    if (next === undefined) return undefined
    const doing = carryOut(thread, next)
    // Whoever waits for it is told.
    doing.catch(() => undefined)
    return doing
  }
  /**
   * Keeps a thread at work: it has its next replication before it is done with one, as this thread may be slow to hear of it. Of
   * the last ones none is kept from a thread that has nothing to do.
   */
  const keepAtWork = async (thread: Thread): Promise<void> => {
    let doing = begin(thread)
    while (doing !== undefined) {
      const next = todo.left > workers && !pool.isWanted ? begin(thread) : undefined
      await doing
      doing = next ?? (pool.isWanted ? undefined : begin(thread))
    }
  }
  const goOn = async (): Promise<void> => {
    while (!state.over && todo.left > 0) {
      const thread = await pool.take()
      busy.add(thread)
      try {
        await keepAtWork(thread)
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
