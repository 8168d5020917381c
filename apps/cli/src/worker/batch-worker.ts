import { hostname } from 'node:os'
import { Worker } from 'bullmq'
import type { Redis } from 'ioredis'
import { threadsExecutor } from '@pointsman/simulator/pool'
import type { StrategyReference } from '../contender/strategy-reference.ts'
import { attempts, type BatchData } from '../executor/redis/batch-data.ts'
import { prefix, queueOf } from '../executor/redis/names.ts'
import { strategyModule } from '../executor/strategy-module.ts'
import { doBatch, leave } from './do-batch.ts'
import { KeptStudies } from './kept-studies.ts'
import { referenceInWords } from './reference-in-words.ts'

/** How a batch worker works. */
export interface BatchWorkerOptions {
  readonly redis: Redis
  readonly programKey: string
  readonly threads: number
  /** Told of each batch that is done. */
  readonly onDone: (line: string, replications: number) => void
  /** Told what went wrong, when it will be tried again. */
  readonly onTrouble: (line: string) => void
}

/** A batch worker at work. */
export interface BatchWorker {
  /** Takes no more batches; resolves when those under way are done. */
  finish(): Promise<void>
  /** The same, but what is under way is given back. */
  giveBack(): Promise<void>
  /** Lets go of threads and connections whatever is under way, also where Redis is not there to be told. */
  letGo(): Promise<void>
}

/** Takes batches from the queue of this version and does them, as many at once as there are threads. */
export async function startBatchWorker(options: BatchWorkerOptions): Promise<BatchWorker> {
  const { redis, programKey, threads: workers, onDone, onTrouble } = options
  const threads = threadsExecutor({ workers, module: strategyModule })
  const studies = new KeptStudies(redis)
  const stop = new AbortController()
  const workshop = { redis, studies, threads, giveBack: stop.signal }
  // One of its own, as the queue waits on it; the worker makes it from this.
  const connection = redis.duplicate({ lazyConnect: false })
  connection.on('error', () => undefined)
  const connections = [connection]
  const duplicate = connection.duplicate.bind(connection)
  connection.duplicate = (more) => {
    const another = duplicate(more)
    connections.push(another)
    return another
  }
  const worker = new Taker(
    queueOf(programKey),
    async (job, token) => {
      const from = performance.now()
      const study = await doBatch(job, token, workshop)
      const { first, count } = job.data
      if (study === undefined) return null
      const seconds = ((performance.now() - from) / 1000).toFixed(1)
      const which = count === 1 ? `replication ${first}` : `replications ${first} to ${first + count - 1}`
      const strategy = referenceInWords(study.strategy as StrategyReference)
      onDone(`${study.scenario.name}, ${strategy}, seed ${study.seed}: ${which} in ${seconds} s`, count)
      return null
    },
    { connection, prefix, concurrency: workers, ...recovery },
  )
  // Of a connection it is told where it was made; of a batch below. A lock that was lost is somebody else's batch now.
  worker.on('error', () => undefined)
  worker.on('failed', (job, { message }) => {
    if (job === undefined) return
    onTrouble(`a batch failed (${job.attemptsMade} of ${attempts} times): ${message}`)
    if (job.attemptsMade < attempts) return
    const words = `a worker on ${hostname()} failed ${attempts} times, the last time with: ${message}`
    void leave(redis, job.id as string, { kind: 'failed', name: 'Error', message: words })
  })
  await worker.waitUntilReady()
  const letGo = async (): Promise<void> => {
    worker.letGo()
    for (const one of connections) one.disconnect()
    await threads.close()
  }
  const finish = async (): Promise<void> => {
    await worker.close()
    await letGo()
  }
  return {
    finish,
    letGo,
    giveBack: () => {
      stop.abort()
      return finish()
    },
  }
}

/** Takes batches out of a queue. */
class Taker extends Worker<BatchData, null> {
  /** It closes only with Redis; without, what keeps its locks would go on for ever. */
  letGo(): void {
    void this.lockManager.close()
  }
}

/** How soon others go on with the batch of a worker that was killed: about five seconds. */
const recovery = {
  /** ms without a sign of life; a sign is given twice as often. */
  lockDuration: 4000,
  stalledInterval: 1500,
  /** However often it happens, it is no fault of the batch. */
  maxStalledCount: 1_000_000,
  /** ms until it is tried again after Redis was away. */
  runRetryDelay: 500,
  /** Seconds. */
  drainDelay: 2,
} as const
