import type { QueueId } from '@pointsman/core'
import type { ChatRecord } from '../sightings/chat-record.ts'

/** What became of a chat that was asked for, and when its customer stopped waiting, in seconds after the arrival. */
export interface Wait {
  readonly chat: ChatRecord
  readonly queue: QueueId
  readonly arrivedAt: number
  /**
   * `attended`: the wait is [lo, hi], and the customer would have waited longer; `abandoned`: the customer left between lo and
   * hi; `lost`: the platform gave up; `either`: nobody saw it after lo, answered and over, or given up; `waiting`: nothing
   * tells what came of it after lo.
   */
  readonly end: 'attended' | 'abandoned' | 'lost' | 'either' | 'waiting'
  readonly lo: number
  readonly hi: number
}

/** A list of waits: an array, or one that makes each when it is asked for. */
export interface Waits extends Iterable<Wait> {
  readonly length: number
  at(place: number): Wait | undefined
}
