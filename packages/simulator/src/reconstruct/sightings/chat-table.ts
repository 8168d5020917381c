import type { ChatId } from '@pointsman/core'
import { ChatColumns } from './chat-columns.ts'
import { ChatRecord } from './chat-record.ts'

/**
 * What a recording told of every chat so far, a row each, in the order in which they were first told of. There is no object for each
 * chat: a record is made when it is asked for, and reads and writes its row.
 */
export class ChatTable {
  readonly #columns = new ChatColumns()

  get size(): number {
    return this.#columns.ids.size
  }

  /** The chat's record, begun now where nothing was told of it yet. */
  of(id: ChatId): ChatRecord {
    return new ChatRecord(this.#columns, this.#columns.ids.number(id))
  }

  get(id: ChatId): ChatRecord | undefined {
    const row = this.#columns.ids.find(id)
    return row < 0 ? undefined : new ChatRecord(this.#columns, row)
  }

  at(row: number): ChatRecord {
    return new ChatRecord(this.#columns, row)
  }

  *values(): Generator<ChatRecord> {
    for (let row = 0; row < this.size; row++) yield new ChatRecord(this.#columns, row)
  }
}
