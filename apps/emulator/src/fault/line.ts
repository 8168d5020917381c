/** How long anybody waits for another to go by, in ms. */
export const longestMs = 500

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
      const go = (wentBy: boolean): void => {
        this.#waiting.delete(go)
        resolve(wentBy)
      }
      this.#waiting.add(go)
      void this.#wait(longestMs).then(() => go(false))
    })
  }

  /** One went by: whoever waits may go. */
  wentBy(): void {
    for (const go of this.#waiting) go(true)
  }

  end(): void {
    for (const go of this.#waiting) go(false)
  }
}
