import { setImmediate } from 'node:timers/promises'
import { inProcess, type Executor, type Observer } from '@pointsman/simulator'
import { threadsExecutor } from '@pointsman/simulator/pool'
import { loadStrategy } from '../contender/load-strategy.ts'

/** Where jobs are to be done. */
export interface ExecutorOptions {
  /** Threads at most; with one, everything is done in this thread. */
  readonly workers: number
  /** Watch the first replication of the first job; then everything is done in this thread. */
  readonly observers?: readonly Observer[] | undefined
}

/** Opens what jobs are done by: this thread, or several. It never changes a digit. The caller closes it. */
export function openExecutor({ workers, observers = [] }: ExecutorOptions): Executor {
  if (workers === 1 || observers.length > 0) return inProcess({ load: loadStrategy, pause: setImmediate, observers })
  return threadsExecutor({ workers, module })
}

/** What was built is what a thread can load, for tests too. */
const module = new URL('../../dist/contender/load-strategy.js', import.meta.url).href
