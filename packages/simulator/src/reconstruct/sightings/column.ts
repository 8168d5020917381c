/** Rows of a chunk, 2 to so many. */
const bits = 12
const mask = 2 ** bits - 1

type Numbers = Float64Array | Int32Array | Uint8Array

/**
 * Numbers by row. They are kept in chunks, so that growing copies nothing; rows that were never written hold `empty`, and a chunk
 * of nothing else takes no room.
 */
export class Column {
  readonly #chunks: (Numbers | undefined)[] = []
  readonly #kind: 'float' | 'integer' | 'byte'
  readonly #empty: number

  constructor(kind: 'float' | 'integer' | 'byte', empty: number = 0) {
    this.#kind = kind
    this.#empty = empty
  }

  get(row: number): number {
    const chunk = this.#chunks[row >>> bits]
    return chunk === undefined ? this.#empty : (chunk[row & mask] as number)
  }

  set(row: number, value: number): void {
    const chunk = this.#chunks[row >>> bits]
    if (chunk !== undefined) chunk[row & mask] = value
    else if (!Object.is(value, this.#empty)) this.#begin(row >>> bits)[row & mask] = value
  }

  #begin(place: number): Numbers {
    while (this.#chunks.length < place) this.#chunks.push(undefined)
    const chunk = this.#made()
    if (this.#empty !== 0) chunk.fill(this.#empty)
    this.#chunks[place] = chunk
    return chunk
  }

  #made(): Numbers {
    switch (this.#kind) {
      case 'float':
        return new Float64Array(mask + 1)
      case 'integer':
        return new Int32Array(mask + 1)
      case 'byte':
        return new Uint8Array(mask + 1)
    }
  }
}
