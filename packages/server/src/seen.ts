/** Ids of what was dealt with lately; the oldest are forgotten first. */
export class Seen {
  readonly #most: number
  readonly #ids = new Set<string>()

  constructor(most: number) {
    this.#most = most
  }

  /** Whether the id is new; it is not from now on. */
  first(id: string): boolean {
    if (this.#ids.has(id)) return false
    this.#ids.add(id)
    if (this.#ids.size > this.#most) for (const oldest of this.#ids) return this.#ids.delete(oldest)
    return true
  }

  /** It was not dealt with after all. */
  forget(id: string): void {
    this.#ids.delete(id)
  }
}
