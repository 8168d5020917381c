import { setImmediate } from 'node:timers/promises'
import { inProcess, type Executor, type Observer } from '@pointsman/simulator'
import { loadStrategy } from '../contender/load-strategy.ts'

/** Jobs are done in this thread; `observers` watch the first replication of the first job. */
export function inThisThread(observers: readonly Observer[] = []): Executor {
  return inProcess({ load: loadStrategy, pause: setImmediate, observers })
}
