import type { ChatRecord } from '../sightings/chat-record.ts'
import type { ChatTable } from '../sightings/chat-table.ts'
import { Column } from '../sightings/column.ts'
import type { Wait, Waits } from './wait.ts'

const ends = ['attended', 'abandoned', 'lost', 'either', 'waiting'] as const

/** Waits as columns: 29 bytes each. */
export class WaitColumns implements Waits {
  readonly #table: ChatTable
  /** The chat's row. */
  readonly #chat = new Column('integer')
  readonly #arrivedAt = new Column('float')
  readonly #end = new Column('byte')
  readonly #lo = new Column('float')
  readonly #hi = new Column('float')
  length = 0

  constructor(table: ChatTable) {
    this.#table = table
  }

  add(chat: ChatRecord, arrivedAt: number, end: Wait['end'], lo: number, hi: number): void {
    const place = this.length++
    this.#chat.set(place, chat.row)
    this.#arrivedAt.set(place, arrivedAt)
    this.#end.set(place, ends.indexOf(end))
    this.#lo.set(place, lo)
    this.#hi.set(place, hi)
  }

  at(place: number): Wait | undefined {
    if (!(place < this.length)) return undefined
    const chat = this.#table.at(this.#chat.get(place))
    return {
      chat,
      queue: chat.queue,
      arrivedAt: this.#arrivedAt.get(place),
      end: ends[this.#end.get(place)] as Wait['end'],
      lo: this.#lo.get(place),
      hi: this.#hi.get(place),
    }
  }

  *[Symbol.iterator](): Generator<Wait> {
    for (let place = 0; place < this.length; place++) yield this.at(place) as Wait
  }
}
