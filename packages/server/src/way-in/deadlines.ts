/** Something that is to be done at an instant, unless it is lifted before. */
export interface Deadline {
  /** By `performance.now()`. */
  readonly at: number
  readonly run: () => void
}

/**
 * Deadlines of work that nearly always ends long before: one timer waits for all of them, since a timer for each would
 * cost a request as much as choosing an agent does.
 */
export class Deadlines {
  readonly #waiting = new Set<Deadline>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #firesAt = Number.POSITIVE_INFINITY

  /** How many are waiting. */
  get size(): number {
    return this.#waiting.size
  }

  /** Runs it in so many milliseconds. It does not keep the process alive. */
  set(ms: number, run: () => void): Deadline {
    const deadline = { at: performance.now() + ms, run }
    this.#waiting.add(deadline)
    if (deadline.at < this.#firesAt) this.#arm(deadline.at)
    return deadline
  }

  /** It need not be run any more. */
  lift(deadline: Deadline): void {
    this.#waiting.delete(deadline)
  }

  #arm(at: number): void {
    clearTimeout(this.#timer)
    this.#firesAt = at
    this.#timer = setTimeout(() => this.#fire(), Math.max(1, Math.ceil(at - performance.now())))
    // Where timers are numbers they hold nothing up.
    ;(this.#timer as { unref?(): void }).unref?.()
  }

  #fire(): void {
    this.#firesAt = Number.POSITIVE_INFINITY
    const now = performance.now()
    let next = Number.POSITIVE_INFINITY
    for (const deadline of this.#waiting) {
      if (deadline.at > now) next = Math.min(next, deadline.at)
      else {
        this.#waiting.delete(deadline)
        deadline.run()
      }
    }
    if (next < this.#firesAt) this.#arm(next)
  }
}
