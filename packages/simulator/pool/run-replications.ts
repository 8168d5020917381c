import { setImmediate } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Strategy } from '@pointsman/core'
import { batchesOf, replicateInSteps, type Observer, type Outcome, type Scenario } from '@pointsman/simulator'
import type { WorkerNews, WorkerStart } from './task.ts'

/** Makes a strategy whose lots have this seed. */
export type StrategyLoader = (seed: number) => Strategy

/** A module that makes the strategy anew in each thread, as functions cannot be sent there. */
export interface StrategyModule {
  /** `reference` is plain data. Throws where there is no such strategy. */
  loadStrategy(reference: unknown): Promise<StrategyLoader>
}

/** What to run, and on how many threads. */
export interface RunOptions {
  readonly scenario: Scenario
  /** Makes the strategy in this thread. */
  readonly strategy: StrategyLoader
  /** Where a worker finds it: the address of a `StrategyModule`, and what to tell it. */
  readonly module: string
  readonly reference: unknown
  readonly seed: number
  readonly replications: number
  /** Threads at most. With one, everything runs in this thread. It never changes a digit. */
  readonly workers: number
  /** Watch the first replication; this needs one thread. */
  readonly observers?: readonly Observer[] | undefined
  /** Told how much of all is done, from 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined
  /** Ends the run; what is done by then is answered. */
  readonly signal?: AbortSignal | undefined
}

/**
 * Runs the replications; answers the outcomes in their order, all of them unless the run was ended before. Rejects
 * with what a replication threw; from a worker, an Error that has the name and the message of it.
 */
export async function runReplications(options: RunOptions): Promise<readonly Outcome[]> {
  const { replications, workers, onProgress } = options
  const shares = new Float64Array(replications)
  const reached = (replication: number, share: number): void => {
    shares[replication] = share
    onProgress?.(shares.reduce((sum, one) => sum + one, 0) / replications)
  }
  const threads = Math.min(workers, replications)
  const outcomes: (Outcome | undefined)[] = Array.from({ length: replications })
  await (threads === 1 ? here(options, outcomes, reached) : onThreads(threads, options, outcomes, reached))
  return outcomes.filter((outcome) => outcome !== undefined)
}

async function here(
  { scenario, strategy, seed, replications, observers, signal }: RunOptions,
  outcomes: (Outcome | undefined)[],
  reached: (replication: number, share: number) => void,
): Promise<void> {
  const batches = batchesOf(replications)
  for (let replication = 0; replication < replications; replication++) {
    const watching = replication === 0 ? observers : undefined
    const steps = replicateInSteps({ scenario, strategy, seed, replication, batches, observers: watching })
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) {
        outcomes[replication] = step.value
        reached(replication, 1)
        break
      }
      reached(replication, step.value)
      // An interrupt is heard here.
      await setImmediate()
      if (signal?.aborted === true) return
    }
  }
}

async function onThreads(
  threads: number,
  options: RunOptions,
  outcomes: (Outcome | undefined)[],
  reached: (replication: number, share: number) => void,
): Promise<void> {
  const { scenario, seed, replications, module, reference, signal } = options
  const workerData: WorkerStart = { scenario, seed, batches: batchesOf(replications), module, reference }
  const waiting = Array.from({ length: replications }, (_, replication) => replication).values()
  const workers: Worker[] = []
  try {
    await Promise.all(
      Array.from(
        { length: threads },
        () =>
          new Promise<void>((resolve, reject) => {
            const worker = new Worker(new URL('worker.js', import.meta.url), { workerData })
            workers.push(worker)
            const goOn = (): void => {
              const { done, value } = waiting.next()
              if (done === true || signal?.aborted === true) resolve()
              else worker.postMessage(value)
            }
            worker.on('error', reject)
            worker.on('message', (news: WorkerNews) => {
              if (news.kind === 'failed') return reject(failure(news))
              if (news.kind === 'share') return reached(news.replication, news.share)
              outcomes[news.replication] = news.outcome
              reached(news.replication, 1)
              goOn()
            })
            signal?.addEventListener('abort', () => resolve())
            goOn()
          }),
      ),
    )
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()))
  }
}

/** What went wrong in a thread, under the name that it had there. */
function failure({ name, message, stack }: Extract<WorkerNews, { kind: 'failed' }>): Error {
  return Object.assign(new Error(message), { name, stack: stack ?? '' })
}
