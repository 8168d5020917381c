import type { Decision, Explanation } from '@pointsman/core'
import type { DecodeOptions } from '@pointsman/inbenta'
import type { IsolatedChooser, IsolatedQuestion } from '../choose/chooser.ts'
import { StrategyFailure } from '../choose/failure.ts'
import type { Log } from '../log.ts'
import { PluginError } from './plugin-error.ts'
import { PluginWorkerHandle } from './plugin-worker-handle.ts'

/** How a plug-in is run. */
export interface PluginPoolOptions {
  /** The plug-in's file, as a `file:` URL. */
  readonly plugin: string
  /** Changes whenever the file does. */
  readonly version: string
  readonly decode: Omit<DecodeOptions, 'id'>
  readonly log: Log
  /** Worker threads. Default 2. */
  readonly workers?: number
}

interface Job {
  readonly call: number
  readonly what: 'decide' | 'explain'
  readonly question: IsolatedQuestion
  readonly withinMs: number
  readonly since: number
  readonly resolve: (answer: unknown) => void
  readonly reject: (failure: StrategyFailure) => void
  timer: ReturnType<typeof setTimeout> | undefined
}

interface Slot {
  worker: PluginWorkerHandle | undefined
  /** It was started, and has not said yet that it is ready. */
  starting: boolean
  ready: boolean
  job: Job | undefined
  startedAt: number
}

const startMs = 10_000
const shortLifeMs = 1000
/** A thread that is not in the middle of native code ends at once; for one that is, nobody waits longer. */
const endMs = 300
/** A request waits for a free worker at most this long, and at most this share of its time. */
const queueing = { ms: 400, share: 0.3 }
/** Memory beside the heap is watched while a plug-in thinks: more than this on top, and it is stopped. */
const memory = { everyMs: 50, mostBytes: 512 * 1024 * 1024 }

/** A few worker threads with the same plug-in: who does not answer in time is stopped and replaced. */
export class PluginPool implements IsolatedChooser {
  readonly kind = 'isolated'
  readonly version: string
  readonly #options: PluginPoolOptions
  readonly #slots: Slot[] = []
  readonly #queue: Job[] = []
  #name = ''
  #calls = 0
  #closed = false
  #watch: ReturnType<typeof setInterval> | undefined

  private constructor(options: PluginPoolOptions) {
    this.#options = options
    this.version = options.version
  }

  /** Starts the workers. Throws a PluginError where the plug-in cannot be loaded or is no strategy. */
  static async start(options: PluginPoolOptions): Promise<PluginPool> {
    const pool = new PluginPool(options)
    const starts = Array.from({ length: options.workers ?? 2 }, () => {
      const slot: Slot = { worker: undefined, starting: false, ready: false, job: undefined, startedAt: 0 }
      pool.#slots.push(slot)
      return new Promise<string>((resolve, reject) => {
        const timer = setTimeout(() => reject(new PluginError(`it did not load within ${startMs} ms`)), startMs)
        const settle = (name: string | undefined, because: string): void => {
          clearTimeout(timer)
          if (name === undefined) reject(new PluginError(because))
          else resolve(name)
        }
        pool.#spawn(slot, settle)
      })
    })
    try {
      pool.#name = (await Promise.all(starts))[0] ?? ''
    } catch (error) {
      await pool.close()
      throw error
    }
    return pool
  }

  get name(): string {
    return this.#name
  }

  decide(question: IsolatedQuestion, withinMs: number): Promise<Decision> {
    return this.#ask('decide', question, withinMs) as Promise<Decision>
  }

  explain(question: IsolatedQuestion, withinMs: number): Promise<Explanation> {
    return this.#ask('explain', question, withinMs) as Promise<Explanation>
  }

  async close(): Promise<boolean> {
    this.#closed = true
    clearInterval(this.#watch)
    for (const job of this.#queue.splice(0)) this.#fail(job, new StrategyFailure('exited', 'the server is closing'))
    for (const { job } of this.#slots) {
      if (job !== undefined) this.#fail(job, new StrategyFailure('exited', 'the server is closing'))
    }
    const ends = this.#slots.map(({ worker }) => worker?.terminate())
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), endMs)
    })
    const ended = await Promise.race([Promise.all(ends).then(() => true), late])
    clearTimeout(timer)
    return ended
  }

  #ask(what: Job['what'], question: IsolatedQuestion, withinMs: number): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const call = ++this.#calls
      const job: Job = { call, what, question, withinMs, since: performance.now(), resolve, reject, timer: undefined }
      const patience = Math.min(queueing.ms, withinMs * queueing.share)
      job.timer = setTimeout(() => this.#tooBusy(job), patience)
      this.#queue.push(job)
      this.#next()
    })
  }

  #next(): void {
    for (const slot of this.#slots) {
      if (slot.worker === undefined || !slot.ready || slot.job !== undefined) continue
      const job = this.#queue.shift()
      if (job === undefined) return
      clearTimeout(job.timer)
      const left = Math.max(1, job.withinMs - (performance.now() - job.since))
      job.timer = setTimeout(() => this.#stop(slot, 'timed-out'), left)
      slot.job = job
      slot.worker.ask({ call: job.call, what: job.what, ...job.question })
      this.#watchMemory()
    }
  }

  #spawn(slot: Slot, settle?: (name: string | undefined, because: string) => void): void {
    if (this.#closed) return
    const { plugin, decode } = this.#options
    slot.starting = true
    slot.ready = false
    slot.startedAt = performance.now()
    slot.worker = new PluginWorkerHandle(
      { plugin, decode },
      {
        said: (said) => this.#hear(slot, said, settle),
        ended: (why) => {
          settle?.(undefined, why)
          this.#ended(slot, why)
        },
      },
    )
  }

  /** A plug-in can post whatever it likes on our channel: what fits no question is nothing, and nothing here may throw. */
  #hear(slot: Slot, said: unknown, settle?: (name: string | undefined, because: string) => void): void {
    if (typeof said !== 'object' || said === null) return
    const { ready, unusable, call, failed, message, decision, explanation } = said as Partial<Record<string, unknown>>
    if (typeof ready === 'string') {
      if (!slot.starting) return
      slot.starting = false
      slot.ready = true
      settle?.(ready, '')
      this.#next()
      return
    }
    if (typeof unusable === 'string') return settle?.(undefined, unusable)
    const { job } = slot
    if (job === undefined || call !== job.call) return
    slot.job = undefined
    if (failed === 'threw') this.#fail(job, new StrategyFailure(failed, text(message)))
    else if (job.what === 'decide' && isDecision(decision)) this.#succeed(job, decision)
    else if (job.what === 'explain' && isWritable(explanation)) this.#succeed(job, explanation)
    else this.#fail(job, new StrategyFailure('rubbish', text(message)))
    this.#next()
  }

  #ended(slot: Slot, why: string): void {
    const { job } = slot
    slot.worker = undefined
    slot.starting = false
    slot.ready = false
    slot.job = undefined
    if (job !== undefined) this.#fail(job, new StrategyFailure('exited', why))
    if (this.#closed) return
    const lived = performance.now() - slot.startedAt
    if (lived >= shortLifeMs) return this.#spawn(slot)
    setTimeout(() => this.#spawn(slot), shortLifeMs - lived).unref()
  }

  #stop(slot: Slot, why: 'timed-out' | 'exited'): void {
    const { job, worker } = slot
    if (job === undefined) return
    slot.job = undefined
    slot.starting = false
    slot.ready = false
    this.#fail(job, new StrategyFailure(why))
    // It ends when it ends; `ended` then starts another in its place.
    void worker?.terminate()
  }

  #tooBusy(job: Job): void {
    const at = this.#queue.indexOf(job)
    if (at < 0) return
    this.#queue.splice(at, 1)
    // That others are in the way is not its fault; that no thread of it lives is.
    const lives = this.#slots.some(({ ready }) => ready)
    this.#fail(job, lives ? new StrategyFailure('busy') : new StrategyFailure('exited', 'none of its threads lives'))
  }

  #succeed(job: Job, answer: unknown): void {
    clearTimeout(job.timer)
    job.resolve(answer)
  }

  #fail(job: Job, failure: StrategyFailure): void {
    clearTimeout(job.timer)
    job.reject(failure)
  }

  /** A thread's heap has a limit of its own; what is allocated beside it counts for the whole process. */
  #watchMemory(): void {
    if (this.#watch !== undefined) return
    const before = process.memoryUsage.rss()
    this.#watch = setInterval(() => {
      const busy = this.#slots.filter(({ job }) => job !== undefined)
      if (busy.length > 0 && process.memoryUsage.rss() - before > memory.mostBytes) {
        this.#options.log.warn({ strategy: this.#name }, 'a plug-in was stopped: it takes too much memory')
        for (const slot of busy) this.#stop(slot, 'exited')
      }
      if (busy.length > 0) return
      clearInterval(this.#watch)
      this.#watch = undefined
    }, memory.everyMs)
    this.#watch.unref()
  }
}

function isDecision(value: unknown): value is Decision {
  if (typeof value !== 'object' || value === null) return false
  const { kind, agent } = value as { readonly kind?: unknown; readonly agent?: unknown }
  return kind === 'pass' || (kind === 'assign' && typeof agent === 'string')
}

/** An explanation is written down as JSON, and not everything that can be posted can be. */
function isWritable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false
  try {
    JSON.stringify(value)
    return true
  } catch {
    return false
  }
}

function text(message: unknown): string | undefined {
  return typeof message === 'string' ? message : undefined
}
