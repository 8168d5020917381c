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

  /** The values at these places, all of them found in one go. */
  at(places: readonly number[]): readonly number[] {
    if (places.length === 0) return []
    const few = this.#few
    if (few !== undefined) return places.map((place) => select(few, place))
    const ends = this.#ends as Int32Array
    const wanted = places.map((place) => firstBeyond(ends, place))
    const different = [...new Set(wanted)]
    const found = this.#inBuckets(different, ends)
    return places.map((place, i) => {
      const bucket = wanted[i] as number
      return select(found[different.indexOf(bucket)] as Float64Array, place - beginOf(bucket, ends))
    })
  }

  /** What is in each of these buckets. */
  #inBuckets(wanted: readonly number[], ends: Int32Array): readonly Float64Array[] {
    const found = wanted.map((bucket) => new Float64Array((ends[bucket] as number) - beginOf(bucket, ends)))
    /** By bucket: which of those wanted it is, from 1; 0: none. */
    const which = new Uint16Array(buckets)
    wanted.forEach((bucket, i) => (which[bucket] = i + 1))
    const filled = new Int32Array(wanted.length)
    for (const list of this.#lists) {
      const halves = halvesOf(list)
      for (let i = 0; i < list.length; i++) {
        const one = which[(halves[2 * i + highHalf] as number) >>> shift] as number
        if (one === 0) continue
        const place = filled[one - 1] as number
        filled[one - 1] = place + 1
        ;(found[one - 1] as Float64Array)[place] = list[i] as number
      }
    }
    return found
  }
}

/** How many there are before a bucket. */
function beginOf(bucket: number, ends: Int32Array): number {
  return bucket === 0 ? 0 : (ends[bucket - 1] as number)
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
