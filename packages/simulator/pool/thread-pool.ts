import { availableParallelism } from 'node:os'
import { setFlagsFromString } from 'node:v8'
import { Thread } from './thread.ts'

/**
 * Threads that are lent out one at a time, first come first served, and kept. They are begun at once, so that they load what they
 * need while whoever is to use them does so, too.
 */
export class ThreadPool {
  readonly #size: number
  readonly #module: string
  readonly #idle: Thread[] = []
  readonly #waiting: ((thread: Thread) => void)[] = []
  readonly #all = new Set<Thread>()

  constructor(size: number, module: string) {
    this.#size = size
    this.#module = module
    // Where no core is left over, code that is optimized beside its thread waits for its turn, and what runs meanwhile is many
    // times slower. An engine decides it for each thread when that begins; this one goes on as it is.
    if (size >= availableParallelism()) setFlagsFromString('--no-concurrent-recompilation')
    for (let i = 0; i < size; i++) this.#idle.push(this.#begin())
  }

  /** Somebody waits for a thread. */
  get isWanted(): boolean {
    return this.#waiting.length > 0
  }

  /** A thread that does nothing, when there is one. */
  take(): Promise<Thread> {
    const idle = this.#idle.shift()
    if (idle !== undefined) return Promise.resolve(idle)
    if (this.#all.size < this.#size) return Promise.resolve(this.#begin())
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** The thread is free again, or has ended; then another is begun when there is need of it. */
  giveBack(thread: Thread): void {
    if (thread.ended) this.#all.delete(thread)
    const next = this.#waiting.shift()
    if (next !== undefined) next(thread.ended ? this.#begin() : thread)
    else if (!thread.ended) this.#idle.push(thread)
  }

  /** Ends all. */
  async end(): Promise<void> {
    await Promise.all([...this.#all].map((thread) => thread.end()))
    this.#all.clear()
    this.#idle.length = 0
  }

  #begin(): Thread {
    const thread = new Thread(this.#module)
    this.#all.add(thread)
    return thread
  }
}
