import { Column } from './column.ts'
import type { Stint } from './stint.ts'

/** What is kept of the first stint of each chat, by the chat's row, when it is over. */
export class StintColumns {
  /** 1: it goes on. */
  readonly open: Column = new Column('byte')
  /** The agent's ordinal. */
  readonly agent: Column = new Column('integer')
  /** Infinity: the chat was not asked for again since. */
  readonly askedAt: Column = new Column('float', Infinity)
  /** Infinity: `beganHi`. */
  readonly beganLo: Column = new Column('float', Infinity)
  readonly beganHi: Column = new Column('float')
  /** Infinity: `beganHi`. */
  readonly shownAt: Column = new Column('float', Infinity)
  readonly firstLevel: Column = new Column('integer')
  readonly endedLo: Column = new Column('float')
  /** NaN: `endedLo`. */
  readonly endedHi: Column = new Column('float', NaN)
  readonly lastLevel: Column = new Column('integer')
  /** Where the row's seconds at each level begin, after the first of the levels and how many there are. */
  readonly #places = new Column('integer')
  readonly #seconds = new Column('float')
  #used = 0

  /** Of a stint that is over; `lastAskedAt`: of its chat. */
  keep(row: number, stint: Stint, lastAskedAt: number): void {
    const { askedAt, beganHi, beganLo, endedHi, endedLo, exposure, firstLevel, lastLevel, shownAt } = stint
    this.open.set(row, 0)
    this.askedAt.set(row, Object.is(askedAt, lastAskedAt) ? Infinity : askedAt)
    this.beganLo.set(row, beganLo === beganHi ? Infinity : beganLo)
    this.beganHi.set(row, beganHi)
    this.shownAt.set(row, shownAt === beganHi ? Infinity : shownAt)
    this.firstLevel.set(row, firstLevel)
    this.endedLo.set(row, endedLo)
    this.endedHi.set(row, endedHi === endedLo ? NaN : endedHi)
    this.lastLevel.set(row, lastLevel)
    const first = Math.max(0, exposure.findIndex(isSome))
    const count = exposure.findLastIndex(isSome) + 1 - first
    this.#places.set(row, this.#used)
    this.#add(first)
    this.#add(Math.max(0, count))
    for (let level = first; level < first + count; level++) this.#add(exposure[level] as number)
  }

  /** Seconds at each level, from 0 on. */
  exposure(row: number): readonly number[] {
    const place = this.#places.get(row)
    const [first, count] = [this.#seconds.get(place), this.#seconds.get(place + 1)]
    const exposure = Array.from({ length: first + count }, () => 0)
    for (let i = 0; i < count; i++) exposure[first + i] = this.#seconds.get(place + 2 + i)
    return exposure
  }

  #add(value: number): void {
    this.#seconds.set(this.#used++, value)
  }
}

function isSome(seconds: number): boolean {
  return seconds > 0
}
