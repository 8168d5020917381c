import type { Executor, Observer } from '@pointsman/simulator'
import { threadsExecutor } from '@pointsman/simulator/pool'
import { strategyModule } from './strategy-module.ts'

/** Where jobs are to be done. */
export interface ExecutorOptions {
  /** Threads, which are begun at once; with one, everything is done in this thread. */
  readonly workers: number
  /** The address of a Redis whose workers are to do it. */
  readonly url?: string | undefined
  /** Watch the first replication of the first job; then everything is done in this thread. */
  readonly observers?: readonly Observer[] | undefined
  /** Told what a reader of the terminal should know meanwhile, a line each. */
  readonly say: (line: string) => void
}

/**
 * Opens what jobs are done by: this thread, several, or workers on other machines. It never changes a digit. The caller closes it.
 * Throws BadInput where the address is none, or nobody answers there.
 */
export async function openExecutor({ workers, url, observers = [], say }: ExecutorOptions): Promise<Executor> {
  // Only what is needed is loaded, so that threads begin as soon as they can.
  if (observers.length > 0) return (await import('./in-this-thread.ts')).inThisThread(observers)
  if (url !== undefined) {
    const address = (await import('./redis/redis-address.ts')).redisAddress(url, '--executor')
    return (await import('./redis/redis-executor.ts')).redisExecutor(address, say)
  }
  if (workers === 1) return (await import('./in-this-thread.ts')).inThisThread()
  return threadsExecutor({ workers, module: strategyModule })
}
