import { Thread } from './thread.ts'

/** Threads that are lent out one at a time, first come first served; begun when they are first needed, and kept. */
export class ThreadPool {
  readonly #size: number
  readonly #module: string
  readonly #idle: Thread[] = []
  readonly #waiting: ((thread: Thread) => void)[] = []
  readonly #all = new Set<Thread>()

  /** `size` threads at most. */
  constructor(size: number, module: string) {
    this.#size = size
    this.#module = module
  }

  /** A thread that does nothing, when there is one. */
  take(): Promise<Thread> {
    const idle = this.#idle.pop()
    if (idle !== undefined) return Promise.resolve(idle)
    if (this.#all.size < this.#size) return Promise.resolve(this.#begin())
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  /** The thread is free again, or has ended. */
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
