/** Something in the calendar. */
export interface Entry {
  readonly at: number
  readonly phase: number
  readonly ordinal: number
  readonly run: () => void
  /** Its place in the heap; −1: it was taken, or taken back. */
  place: number
}

/** What is to be done, by time, then phase, then the order in which it was put in. A binary heap. */
export class Calendar {
  readonly #heap: Entry[] = []
  #ordinal = 0

  /** How much is to be done. */
  get size(): number {
    return this.#heap.length
  }

  /** What comes next. */
  get first(): Entry | undefined {
    return this.#heap[0]
  }

  add(at: number, phase: number, run: () => void): Entry {
    const entry: Entry = { at, phase, ordinal: this.#ordinal++, run, place: this.#heap.length }
    this.#heap.push(entry)
    this.#rise(entry)
    return entry
  }

  /** Takes an entry out, wherever it stands; nothing where it is out already. */
  remove(entry: Entry): void {
    const { place } = entry
    if (place < 0) return
    entry.place = -1
    const last = this.#heap.pop() as Entry
    if (last === entry) return
    this.#put(last, place)
    this.#sink(last)
    this.#rise(last)
  }

  clear(): void {
    for (const entry of this.#heap) entry.place = -1
    this.#heap.length = 0
  }

  #put(entry: Entry, place: number): void {
    this.#heap[place] = entry
    entry.place = place
  }

  #rise(entry: Entry): void {
    while (entry.place > 0) {
      const above = this.#heap[(entry.place - 1) >> 1] as Entry
      if (!before(entry, above)) return
      const { place } = above
      this.#put(above, entry.place)
      this.#put(entry, place)
    }
  }

  #sink(entry: Entry): void {
    for (;;) {
      const left = this.#heap[2 * entry.place + 1]
      const right = this.#heap[2 * entry.place + 2]
      if (left === undefined) return
      const least = right !== undefined && before(right, left) ? right : left
      if (!before(least, entry)) return
      const { place } = least
      this.#put(least, entry.place)
      this.#put(entry, place)
    }
  }
}

function before(a: Entry, b: Entry): boolean {
  if (a.at !== b.at) return a.at < b.at
  return a.phase === b.phase ? a.ordinal < b.ordinal : a.phase < b.phase
}
