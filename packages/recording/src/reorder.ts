/** Disorder up to this is repaired, in milliseconds. */
export const toleranceMs = 60_000

/** What is held back is bounded by its weight too; beyond it the oldest goes on early. */
const maxHeldBytes = 64 * 1024 * 1024

interface Timed {
  readonly at: number
}

/** Puts items in the order of time, those of one instant in the order in which they came, by holding back the newest. */
export class Reorder<T extends Timed> {
  #held: T[] = []
  #bytes: number[] = []
  #heldBytes = 0
  #newest = Number.NEGATIVE_INFINITY
  #released = Number.NEGATIVE_INFINITY

  /** Takes an item in. Gives by how many milliseconds it comes too late to be put in order; 0 is in time. */
  push(item: T, bytes: number): number {
    const late = Math.max(this.#newest - toleranceMs, this.#released) - item.at
    if (late > 0) return this.#newest - item.at
    this.#newest = Math.max(this.#newest, item.at)
    let place = this.#held.length
    while (place > 0 && (this.#held[place - 1] as T).at > item.at) place--
    if (place === this.#held.length) {
      this.#held.push(item)
      this.#bytes.push(bytes)
    } else {
      this.#held.splice(place, 0, item)
      this.#bytes.splice(place, 0, bytes)
    }
    this.#heldBytes += bytes
    return 0
  }

  /** The items that nothing can come before any more, oldest first. */
  take(): T[] {
    const due = this.#newest - toleranceMs
    let count = 0
    while (count < this.#held.length && ((this.#held[count] as T).at <= due || this.#heldBytes > maxHeldBytes)) {
      this.#heldBytes -= this.#bytes[count] as number
      count++
    }
    return this.#release(count)
  }

  /** All the items that are left, oldest first. */
  takeAll(): T[] {
    return this.#release(this.#held.length)
  }

  #release(count: number): T[] {
    if (count === 0) return []
    const taken = this.#held.splice(0, count)
    this.#bytes.splice(0, count)
    this.#released = (taken[count - 1] as T).at
    return taken
  }
}
