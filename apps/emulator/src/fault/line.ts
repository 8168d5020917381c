const longestMs = 500

/** Who waits for another to go by. Nobody waits longer than half a second: there may be no other. */
export class Line {
  readonly #waiting = new Set<(wentBy: boolean) => void>()
  readonly #wait: (ms: number) => Promise<void>

  constructor(wait: (ms: number) => Promise<void>) {
    this.#wait = wait
  }

  /** Resolves when another one went by (true), or none did in time. */
  letOneBy(): Promise<boolean> {
    return new Promise((resolve) => {
      const done = (wentBy: boolean): void => {
        this.#waiting.delete(done)
        resolve(wentBy)
      }
      this.#waiting.add(done)
      void this.#wait(longestMs).then(() => done(false))
    })
  }

  /** One went by: whoever waits may go. */
  wentBy(): void {
    for (const done of this.#waiting) done(true)
  }

  end(): void {
    for (const done of this.#waiting) done(false)
  }
}
