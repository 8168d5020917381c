import type { QueueId } from '@pointsman/core'
import type { ChatRecord } from '../sightings/chat-record.ts'
import type { OpenStint } from '../sightings/open-stint.ts'

/** One stay of a chat in a queue: until somebody has it, and then with them. Instants are Unix seconds; NaN: not known. */
export interface Stay {
  /** `''`: nothing says. */
  queue: QueueId
  /** When it began to wait there. */
  readonly calledAt: number
  /** Undefined: nobody is known to have had it. */
  stint: OpenStint | undefined
  /** When the stay ended, and how; NaN: it had not when the recording did. */
  endedAt: number
  /** Where the chat went on to; undefined: nowhere. */
  to: QueueId | undefined
}

/** What events told of one chat so far. */
export class ToldChat {
  readonly record: ChatRecord
  /** An event told when the customer asked for somebody. */
  arrivalTold = false
  readonly stays: Stay[] = []

  constructor(record: ChatRecord) {
    this.record = record
  }

  /** The stay that is not over. */
  get present(): Stay | undefined {
    const last = this.stays.at(-1)
    return last === undefined || !Number.isNaN(last.endedAt) ? undefined : last
  }
}
