import type { RecordedDay } from '../replay/recorded-day.ts'

/** A recorded day, and which of the contestants answered on it. */
export interface Replay {
  readonly day: RecordedDay
  /** Undefined: whatever answered is not among them. */
  readonly own: string | undefined
}
