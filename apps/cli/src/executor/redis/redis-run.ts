import type { Queue, QueueEvents } from 'bullmq'
import type { Redis } from 'ioredis'
import type { Job, Outcome, Watch } from '@pointsman/simulator'
import { answerOf, type Answer } from './answer.ts'
import { batchesOf, type Batch } from './batch.ts'
import { attempts, type BatchData } from './batch-data.ts'
import { answerKey, jobKey, kept, studyKey } from './names.ts'

/** What runs are made through. */
export interface Broker {
  readonly redis: Redis
  readonly queue: Queue
  readonly queueName: string
  readonly events: QueueEvents
  readonly programKey: string
}

/** So many batches are in the queue at once, or more where there are more threads: others' runs get their turn between. */
const fewestQueued = 64
const queuedPerThread = 4

/** So many answers are read at once. */
const atOnce = 32

/** Between two looks at everything that is under way, ms: what was not heard of is found then. */
const sweepEvery = 1000
/** Between two looks at who is there, ms. */
const lookEvery = 2000

/**
 * One run of jobs. What counts is what Redis holds, looked up again and again: an answer is an answer, a job that is not there is
 * put there again. Events only say where to look first.
 */
export class RedisRun {
  readonly #broker: Broker
  readonly #watch: Watch
  readonly #lookWho: () => Promise<number>
  readonly #found: (Outcome | undefined)[][]
  readonly #todo: Batch[]
  readonly #queued = new Map<string, { readonly batch: Batch; share: number }>()
  readonly #heard = new Set<string>()
  #wake: () => void = () => undefined
  #done = 0
  #threads = 0
  #stopped = false

  /** `lookWho` says that we are there, and answers how many threads are. */
  constructor(broker: Broker, jobs: readonly Job[], watch: Watch, lookWho: () => Promise<number>) {
    this.#broker = broker
    this.#watch = watch
    this.#lookWho = lookWho
    this.#found = jobs.map(({ count }) => Array.from<Outcome | undefined>({ length: count }))
    this.#todo = batchesOf(jobs, broker.programKey).toReversed()
  }

  /** Outcomes by job, as an executor answers them. */
  async result(): Promise<readonly (readonly Outcome[] | undefined)[]> {
    const { events } = this.#broker
    const onEnd = ({ jobId }: { jobId: string }): void => this.#hear(jobId)
    const onProgress = ({ jobId, data }: { jobId: string; data: unknown }): void => this.#reached(jobId, data)
    const { signal } = this.#watch
    let onAbort = (): void => undefined
    const stop = new Promise<void>((resolve) => {
      onAbort = () => {
        this.#stopped = true
        resolve()
      }
    })
    signal?.addEventListener('abort', onAbort)
    if (signal?.aborted === true) onAbort()
    events.on('completed', onEnd).on('failed', onEnd).on('progress', onProgress)
    try {
      // A command that waits for Redis to come back does not hold up who wants to stop.
      await Promise.race([this.#work(), stop])
    } finally {
      this.#stopped = true
      signal?.removeEventListener('abort', onAbort)
      events.off('completed', onEnd).off('failed', onEnd).off('progress', onProgress)
      await Promise.race([this.#takeBack(), new Promise((resolve) => setTimeout(resolve, 2000).unref())])
    }
    return this.#found.map((outcomes) => (outcomes.every((outcome) => outcome !== undefined) ? outcomes : undefined))
  }

  async #work(): Promise<void> {
    let [looked, swept] = [-Infinity, performance.now()]
    while (!this.#stopped && (this.#todo.length > 0 || this.#queued.size > 0)) {
      if (performance.now() - looked >= lookEvery) {
        this.#threads = await this.#lookWho()
        looked = performance.now()
      }
      await this.#fill()
      if (this.#queued.size > 0 && this.#heard.size === 0) await this.#news(swept + sweepEvery - performance.now())
      if (performance.now() - swept >= sweepEvery) {
        await this.#sweep()
        swept = performance.now()
      }
      await this.#answered([...this.#heard])
    }
  }

  /** Queues batches until there are enough; what was answered before is taken as it is. */
  async #fill(): Promise<void> {
    const room = Math.max(fewestQueued, this.#threads * queuedPerThread) - this.#queued.size
    if (room < fewestQueued / 4 && this.#todo.length > room) return
    const batches = this.#todo.splice(Math.max(0, this.#todo.length - room)).toReversed()
    if (batches.length === 0) return
    for (const batch of batches) this.#queued.set(batch.id, { batch, share: 0 })
    // A failure of before is no answer to who asks now.
    for (const [id, answer] of await this.#read(batches.map((batch) => batch.id))) {
      if (answer.kind === 'outcomes') this.#take(id, answer.outcomes)
      else await this.#broker.redis.del(answerKey(id))
    }
    await this.#put(batches.filter(({ id }) => this.#queued.has(id)))
  }

  /** Puts batches into the queue, and what they are about beside it. What is there already stays as it is. */
  async #put(batches: readonly Batch[]): Promise<void> {
    const { queue, redis } = this.#broker
    const studies = new Map(batches.map(({ study }) => [study.id, study.text]))
    for (const [id, text] of studies) await redis.set(studyKey(id), text, 'EX', kept.study)
    await queue.addBulk(
      batches.map(({ id, study, first, count }) => ({
        name: 'batch',
        data: { study: study.id, first, count } satisfies BatchData,
        opts: {
          jobId: id,
          attempts,
          backoff: { type: 'exponential', delay: 500 },
          removeOnComplete: true,
          removeOnFail: true,
        },
      })),
    )
  }

  /** Looks at everything under way: for answers, and for jobs that Redis has lost. */
  async #sweep(): Promise<void> {
    await this.#answered([...this.#queued.keys()])
    const left = [...this.#queued.values()]
    if (left.length === 0) return
    const asked = this.#broker.redis.pipeline()
    for (const { batch } of left) asked.exists(jobKey(this.#broker.queueName, batch.id))
    const there = await asked.exec()
    const lost = left.filter((_, i) => there?.[i]?.[1] === 0).map(({ batch }) => batch)
    // One that was answered between the two looks is gone too.
    await this.#answered(lost.map(({ id }) => id))
    const gone = lost.filter(({ id }) => this.#queued.has(id))
    if (gone.length > 0) await this.#put(gone)
  }

  /** Takes the answers that there are. Throws what a replication threw. */
  async #answered(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#heard.delete(id)
    for (const [id, answer] of await this.#read(ids)) {
      if (answer.kind === 'outcomes') this.#take(id, answer.outcomes)
      else throw Object.assign(new Error(answer.message), { name: answer.name })
    }
  }

  async #read(ids: readonly string[]): Promise<readonly (readonly [string, Answer])[]> {
    const answers: (readonly [string, Answer])[] = []
    for (let from = 0; from < ids.length; from += atOnce) {
      const some = ids.slice(from, from + atOnce)
      const texts = await this.#broker.redis.mget(some.map((id) => answerKey(id)))
      for (const [i, text] of texts.entries()) if (text !== null) answers.push([some[i] as string, answerOf(text)])
    }
    return answers
  }

  #take(id: string, outcomes: readonly Outcome[]): void {
    const batch = this.#queued.get(id)?.batch
    if (batch === undefined) return
    this.#queued.delete(id)
    for (const [place, outcome] of outcomes.entries()) {
      for (const { job, nth } of batch.places[place] ?? []) {
        ;(this.#found[job] as (Outcome | undefined)[])[nth] = outcome
        this.#done += 1
      }
    }
    this.#tell()
  }

  #hear(id: string): void {
    if (!this.#queued.has(id)) return
    this.#heard.add(id)
    this.#wake()
  }

  #reached(id: string, replications: unknown): void {
    const one = this.#queued.get(id)
    if (one === undefined || typeof replications !== 'number') return
    one.share = replications
    this.#tell()
  }

  #tell(): void {
    if (this.#stopped) return
    let sum = this.#done
    for (const { share } of this.#queued.values()) sum += share
    this.#watch.onProgress?.(sum)
  }

  /** Waits until something is heard of, so many ms at most. */
  #news(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms))
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Takes out of the queue what nobody has begun. */
  async #takeBack(): Promise<void> {
    await Promise.all([...this.#queued.keys()].map((id) => this.#broker.queue.remove(id).catch(() => undefined)))
  }
}
