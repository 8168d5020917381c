import { setImmediate } from 'node:timers/promises'
import { inProcess, type Executor, type Observer } from '@pointsman/simulator'
import { threadsExecutor } from '@pointsman/simulator/pool'
import { loadStrategy } from '../contender/load-strategy.ts'
import { redisAddress } from './redis/redis-address.ts'
import { strategyModule } from './strategy-module.ts'

/** Where jobs are to be done. */
export interface ExecutorOptions {
  /** Threads at most; with one, everything is done in this thread. */
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
  if (observers.length > 0) return inProcess({ load: loadStrategy, pause: setImmediate, observers })
  if (url !== undefined) {
    const address = redisAddress(url, '--executor')
    return (await import('./redis/redis-executor.ts')).redisExecutor(address, say)
  }
  if (workers === 1) return inProcess({ load: loadStrategy, pause: setImmediate })
  return threadsExecutor({ workers, module: strategyModule })
}
