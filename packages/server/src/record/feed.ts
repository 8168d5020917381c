/** Hands what happens to whoever listens, and keeps the last of it for those who come later. */
export class Feed<T> {
  readonly #most: number
  readonly #kept: T[] = []
  readonly #listeners = new Set<{ readonly heard: (item: T) => void; readonly ended: () => void }>()
  #over = false

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
    for (const { heard } of this.#listeners) heard(item)
  }

  /** Listens until the answer is called, or until there will be no more. */
  listen(heard: (item: T) => void, ended: () => void): () => void {
    const listener = { heard, ended }
    this.#listeners.add(listener)
    if (this.#over) ended()
    return () => this.#listeners.delete(listener)
  }

  /** There will be no more. */
  end(): void {
    this.#over = true
    for (const { ended } of this.#listeners) ended()
  }
}
