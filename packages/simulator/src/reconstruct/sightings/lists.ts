import { Column } from './column.ts'

/** A short list of whole numbers for each row. */
export class Lists {
  /** Where the last of a row's is; 0: there is none. */
  readonly #last = new Column('integer')
  readonly #value = new Column('integer')
  readonly #before = new Column('integer')
  #count = 0

  add(row: number, value: number): void {
    const place = ++this.#count
    this.#value.set(place, value)
    this.#before.set(place, this.#last.get(row))
    this.#last.set(row, place)
  }

  has(row: number, value: number): boolean {
    for (let place = this.#last.get(row); place !== 0; place = this.#before.get(place)) {
      if (this.#value.get(place) === value) return true
    }
    return false
  }

  length(row: number): number {
    let length = 0
    for (let place = this.#last.get(row); place !== 0; place = this.#before.get(place)) length += 1
    return length
  }

  /** In the order in which they were added. */
  of(row: number): readonly number[] {
    const values: number[] = []
    for (let place = this.#last.get(row); place !== 0; place = this.#before.get(place)) {
      values.push(this.#value.get(place))
    }
    return values.toReversed()
  }
}
