/** Hands what happens to whoever listens, and keeps the last of it for those who come later. */
export class Feed<T> {
  readonly #most: number
  readonly #kept: T[] = []
  readonly #listeners = new Set<(item: T) => void>()

  constructor(most: number) {
    this.#most = most
  }

  /** What happened last, oldest first. */
  get recent(): readonly T[] {
    return this.#kept
  }

  publish(item: T): void {
    this.#kept.push(item)
    if (this.#kept.length > this.#most) this.#kept.shift()
    for (const listener of this.#listeners) listener(item)
  }

  /** Listens until the answer is called. */
  listen(listener: (item: T) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
