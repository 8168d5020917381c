import { hashId } from '@pointsman/core'

/** Draws one value from a stream that stands at what the value is for. */
export type Sampler = (stream: Stream) => number

/**
 * Chance keyed by its purpose: what is drawn depends on the seed, the purpose and what it is drawn for, never on the
 * order of draws, so that every strategy meets the same customers (common random numbers). Counter-based: the place in
 * the stream is hashed with an integer hash of full avalanche (`lowbias32`, Wellons), twice for 53 bits.
 */
export class Stream {
  readonly #keyA: number
  readonly #keyB: number
  #a = 0
  #b = 0
  #n = 0

  /** Stands at the draws for 0. */
  constructor(seed: number, purpose: string) {
    const low = seed | 0
    const high = Math.floor(seed / 2 ** 32) | 0
    const name = hashId(purpose)
    this.#keyA = mix(mix(low ^ 0x243f6a88) ^ mix(high ^ 0x13198a2e) ^ name)
    this.#keyB = mix(mix(low + 0x452821e6) + mix(high ^ 0x38d01377) + mix(name ^ 0x3707344a))
    this.at(0)
  }

  /** Goes to the draws for one thing, such as a chat, an attempt and an agent: whole numbers from 0 to 2^32 − 1. */
  at(first: number, second: number = 0, third: number = 0): this {
    this.#a = mix(first ^ this.#keyA)
    this.#b = mix(first + this.#keyB)
    this.#n = 0
    if (second !== 0 || third !== 0) this.#further(second, third)
    return this
  }

  /** What `at(first).next()` gives, for what takes one draw alone: the stream stays where it stands. */
  firstFor(first: number): number {
    const high = mix(mix(first ^ this.#keyA) + step)
    const low = mix(mix(first + this.#keyB) ^ high ^ step)
    return ((high >>> 6) * 2 ** 26 + (low >>> 6) + 0.5) * 2 ** -52
  }

  #further(second: number, third: number): void {
    this.#a = mix(mix(this.#a + second) ^ third)
    this.#b = mix(mix(this.#b ^ mix(second ^ this.#keyA)) + third)
  }

  /** The next draw for it: uniform between 0 and 1, both excluded. */
  next(): number {
    this.#n = (this.#n + step) | 0
    const high = mix(this.#a + this.#n)
    const low = mix(this.#b ^ high ^ this.#n)
    return ((high >>> 6) * 2 ** 26 + (low >>> 6) + 0.5) * 2 ** -52
  }
}

/** From one draw to the next: 2^32 by the golden ratio. */
const step = 0x9e3779b9 | 0

function mix(hash: number): number {
  let h = hash | 0
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad)
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97)
  return h ^ (h >>> 15)
}
