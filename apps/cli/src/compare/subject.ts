import type { RecordedDay, Scenario } from '@pointsman/simulator'

/** What strategies are compared on. */
export interface Subject {
  readonly scenario: Scenario
  /** Of a recording: what it shows of the day. */
  readonly day?: RecordedDay
}
