import { select } from './select.ts'

/** So many values are sorted as far as it takes; more are looked through. */
const fewest = 4096
/** Of the bits of a number above 0, the first say how large it is: sign, exponent and the first six of the fraction. */
const shift = 14
const buckets = 2 ** (31 - shift)
/** Which half of a number has them, on this machine. */
const highHalf = new Uint32Array(Float64Array.of(1).buffer)[1] === 0 ? 0 : 1

/** Numbers above 0 by their places, from 0, if all of them were sorted. The lists are left as they are. */
export class Ranked {
  readonly #lists: readonly Float64Array[]
  /** All of them, where they are few. */
  readonly #few: Float64Array | undefined
  /** How many there are in each bucket and those before it. */
  readonly #ends: Int32Array | undefined

  constructor(lists: readonly Float64Array[]) {
    const size = lists.reduce((total, { length }) => total + length, 0)
    this.#lists = lists
    this.#few = size < fewest ? joined(lists, size) : undefined
    this.#ends = size < fewest ? undefined : endsOf(lists)
  }

  /** The value at a place. */
  at(place: number): number {
    if (this.#few !== undefined) return select(this.#few, place)
    const ends = this.#ends as Int32Array
    const bucket = firstBeyond(ends, place)
    const before = bucket === 0 ? 0 : (ends[bucket - 1] as number)
    return select(this.#inBucket(bucket, (ends[bucket] as number) - before), place - before)
  }

  #inBucket(bucket: number, count: number): Float64Array {
    const found = new Float64Array(count)
    let filled = 0
    for (const list of this.#lists) {
      const halves = halvesOf(list)
      for (let i = 0; i < list.length; i++) {
        if ((halves[2 * i + highHalf] as number) >>> shift === bucket) found[filled++] = list[i] as number
      }
    }
    return found
  }
}

function endsOf(lists: readonly Float64Array[]): Int32Array {
  const ends = new Int32Array(buckets)
  for (const list of lists) {
    const halves = halvesOf(list)
    for (let i = highHalf; i < halves.length; i += 2) {
      const bucket = (halves[i] as number) >>> shift
      ends[bucket] = (ends[bucket] as number) + 1
    }
  }
  for (let bucket = 1; bucket < buckets; bucket++) {
    ends[bucket] = (ends[bucket] as number) + (ends[bucket - 1] as number)
  }
  return ends
}

/** The first place of the rising numbers at which there is more than this. */
function firstBeyond(rising: Int32Array, least: number): number {
  let low = 0
  let high = rising.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] as number) > least) high = middle
    else low = middle + 1
  }
  return low
}

function halvesOf(list: Float64Array): Uint32Array {
  return new Uint32Array(list.buffer, list.byteOffset, list.length * 2)
}

function joined(lists: readonly Float64Array[], size: number): Float64Array {
  const all = new Float64Array(size)
  let filled = 0
  for (const list of lists) {
    all.set(list, filled)
    filled += list.length
  }
  return all
}
