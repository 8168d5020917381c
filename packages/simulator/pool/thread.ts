import { Worker } from 'node:worker_threads'
import type { Job, Outcome, Scenario } from '@pointsman/simulator'
import type { Task, ThreadNews, ThreadStart } from './task.ts'

interface Promised {
  readonly resolve: (outcome: Outcome) => void
  readonly reject: (error: Error) => void
  readonly onShare: (share: number) => void
}

/** A thread that does one replication after another, in the order in which it is told to. */
export class Thread {
  readonly #worker: Worker
  #scenario: Scenario | undefined
  /** What it does, and what it is to do after that. */
  readonly #promised: Promised[] = []
  /** Why it can do nothing more. */
  #end: Error | undefined

  constructor(module: string) {
    // What was built is what a thread can load, for tests too.
    const file = new URL('../dist-pool/worker.js', import.meta.url)
    // Without the conditions under which this process may have resolved sources.
    this.#worker = new Worker(file, { workerData: { module } satisfies ThreadStart, execArgv: [] })
    this.#worker.on('message', (news: ThreadNews) => this.#hear(news))
    this.#worker.on('error', (error) => this.#stop(error instanceof Error ? error : new Error(String(error))))
    this.#worker.on('exit', (code) => this.#stop(new Error(`a thread ended with exit code ${code}`)))
  }

  /** Whether it can do nothing more. */
  get ended(): boolean {
    return this.#end !== undefined
  }

  /** Does a replication. Rejects with what it threw, as an Error with the name and the message of it, or if the thread ends. */
  do(job: Job, replication: number, onShare: (share: number) => void): Promise<Outcome> {
    const { scenario, strategy, seed, batches, profile, bound } = job
    const known = scenario === this.#scenario
    this.#scenario = scenario
    const task: Task = { scenario: known ? undefined : scenario, strategy, seed, batches, profile, bound, replication }
    return new Promise((resolve, reject) => {
      if (this.#end !== undefined) return reject(this.#end)
      this.#promised.push({ resolve, reject, onShare })
      this.#worker.postMessage(task)
    })
  }

  /** Ends it at once, whatever it does. */
  async end(): Promise<void> {
    this.#stop(new Error('the thread was ended'))
    await this.#worker.terminate()
  }

  #hear(news: ThreadNews): void {
    const promised = this.#promised[0]
    if (promised === undefined) return
    if (news.kind === 'share') return promised.onShare(news.share)
    this.#promised.shift()
    if (news.kind === 'outcome') return promised.resolve(news.outcome)
    // Under the name that it had there.
    const { name, message, stack } = news
    promised.reject(Object.assign(new Error(message), { name, stack: stack ?? '' }))
  }

  #stop(error: Error): void {
    this.#end ??= error
    for (const { reject } of this.#promised.splice(0)) reject(error)
  }
}
