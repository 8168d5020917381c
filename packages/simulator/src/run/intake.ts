import { arrivalSource, type ArrivalSource } from '../arrivals/arrival-source.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** The arrivals of one queue, as an event of the calendar. */
export interface Intake {
  readonly kind: 'arrival'
  readonly queue: number
  readonly next: ArrivalSource
  /** Chats that arrived so far. */
  count: number
}

/** The arrivals of each queue. Streams are told apart by the queue's id, so that adding a queue leaves the others alone. */
export function intakes({ queues }: Scenario, seed: number): readonly Intake[] {
  return queues.map(({ id, arrivals }, queue) => ({
    kind: 'arrival',
    queue,
    next: arrivalSource(arrivals, seed, `arrivals of ${id}`),
    count: 0,
  }))
}
