import { hashId } from '@pointsman/core'

/** Texts by number, from 0 on: each is kept once. The table is at most half full. */
export class Texts {
  readonly #texts: string[] = []
  #places = new Int32Array(1024).fill(-1)

  get size(): number {
    return this.#texts.length
  }

  /** The number of a text, given now where it has none yet. */
  number(text: string): number {
    const place = this.#place(text)
    const number = this.#places[place] as number
    if (number >= 0) return number
    this.#places[place] = this.#texts.push(text) - 1
    if (2 * this.size > this.#places.length) this.#grow()
    return this.size - 1
  }

  /** The number of a text; −1: it has none. */
  find(text: string): number {
    return this.#places[this.#place(text)] as number
  }

  text(number: number): string {
    return this.#texts[number] as string
  }

  /** Where it is, or would be: linear probing (Knuth, The Art of Computer Programming, 6.4). */
  #place(text: string): number {
    const last = this.#places.length - 1
    let place = hashId(text) & last
    for (;;) {
      const number = this.#places[place] as number
      if (number < 0 || this.#texts[number] === text) return place
      place = (place + 1) & last
    }
  }

  #grow(): void {
    this.#places = new Int32Array(2 * this.#places.length).fill(-1)
    for (const [number, text] of this.#texts.entries()) this.#places[this.#place(text)] = number
  }
}
