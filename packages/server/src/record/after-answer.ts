/** Does work once the answers are out: in order, and never more at once than it has to. */
export class AfterAnswer {
  readonly #later: (run: () => void) => void
  readonly #failed: () => void
  #waiting: (() => Promise<void> | void)[] = []
  readonly #running = new Set<Promise<void>>()

  /** `later` runs something when the present answers have been handed over; `failed` hears of work that threw. */
  constructor(later: (run: () => void) => void, failed: () => void) {
    this.#later = later
    this.#failed = failed
  }

  /** How much has been put off or is under way. */
  get pending(): number {
    return this.#waiting.length + this.#running.size
  }

  do(work: () => Promise<void> | void): void {
    this.#waiting.push(work)
    if (this.#waiting.length === 1) this.#later(() => this.#run())
  }

  /** Resolves when all is done. */
  async settled(): Promise<void> {
    while (this.pending > 0) {
      this.#run()
      await Promise.all(this.#running)
    }
  }

  #run(): void {
    const works = this.#waiting
    this.#waiting = []
    for (const work of works) {
      const done = this.#start(work)
      if (done === undefined) continue
      const running: Promise<void> = done.catch(this.#failed).finally(() => this.#running.delete(running))
      this.#running.add(running)
    }
  }

  /** One line that cannot be made must not take the others, or the process, with it. */
  #start(work: () => Promise<void> | void): Promise<void> | void {
    try {
      return work()
    } catch {
      this.#failed()
    }
  }
}
