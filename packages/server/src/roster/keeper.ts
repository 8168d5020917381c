/** Writes something down that changes often: one write at a time, and one for all who ask while another is being made. */
export class Keeper {
  readonly #write: () => Promise<void>
  #now: Promise<void> = Promise.resolve()
  #next: Promise<void> | undefined

  constructor(write: () => Promise<void>) {
    this.#write = write
  }

  /** Resolves when all that changed before is written. Rejects where it could not be. */
  keep(): Promise<void> {
    this.#next ??= this.#now
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined
        this.#now = this.#write()
        return this.#now
      })
    return this.#next
  }
}
