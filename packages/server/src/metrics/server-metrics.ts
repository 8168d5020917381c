import { Counter } from './counter.ts'
import type { Gauge } from './gauge.ts'
import { Histogram } from './histogram.ts'

/** Everything the server counts. `docs/guide/deploy.md` says what to watch. */
export class ServerMetrics {
  readonly requests: Counter = new Counter('pointsman_requests_total', 'Requests by route and status.', [
    'route',
    'status',
  ])
  readonly refused: Counter = new Counter('pointsman_refused_total', 'Refused bodies by reason.', ['reason'])
  readonly events: Counter = new Counter('pointsman_events_total', 'Verified webhook requests by trigger.', ['trigger'])
  readonly decisions: Counter = new Counter(
    'pointsman_decisions_total',
    'Answers to chats:assign by the strategy that answered, kind, reason and whether it was a fallback.',
    ['strategy', 'kind', 'why', 'fallback'],
  )
  readonly repeats: Counter = new Counter('pointsman_repeats_total', 'Deliveries that had been answered before.')
  readonly seconds: Histogram = new Histogram(
    'pointsman_answer_seconds',
    'Seconds from the first byte of chats:assign to the answer.',
    [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 3.5, 4, 4.5, 5],
  )
  readonly misses: Counter = new Counter('pointsman_deadline_misses_total', 'Answers that left after the budget.')
  readonly unsafe: Counter = new Counter(
    'pointsman_answers_before_line_total',
    'Answers that left at the end of the budget though their line was not on the disk (fsync: always).',
  )
  readonly failures: Counter = new Counter(
    'pointsman_strategy_failures_total',
    'Answers that a strategy failed to give, by reason; a fallback answered.',
    ['strategy', 'why'],
  )
  readonly shadows: Counter = new Counter(
    'pointsman_shadow_total',
    'What shadow strategies said of answers given: agrees, disagrees, failed, unasked (it kept failing).',
    ['strategy', 'outcome'],
  )
  readonly honoured: Counter = new Counter(
    'pointsman_answers_checked_total',
    'What became of the agents we named: honoured, ignored (the chat went elsewhere), unseen (no sign in time).',
    ['outcome'],
  )
  readonly offloads: Counter = new Counter(
    'pointsman_offloads_total',
    'Customers of Chatlayer who asked for a human: taken, nobody, failed.',
    ['outcome'],
  )
  readonly queueCalls: Counter = new Counter(
    'pointsman_aivo_queue_calls_total',
    'Conversations for Aivo’s queue: queued, refused, unknown (the answer was lost).',
    ['outcome'],
  )
  readonly #gauges: Gauge[] = []

  /** Adds a value that is read off whenever the metrics are asked for. */
  watch(...gauges: readonly Gauge[]): void {
    this.#gauges.push(...gauges)
  }

  /** All of it as Prometheus text. */
  expose(): string {
    const { requests, refused, events, decisions, repeats, seconds, misses, unsafe, failures } = this
    const { shadows, honoured, offloads, queueCalls } = this
    const counters = [
      requests,
      refused,
      events,
      decisions,
      repeats,
      seconds,
      misses,
      unsafe,
      failures,
      shadows,
      honoured,
      offloads,
      queueCalls,
    ]
    return `${[...counters, ...this.#gauges].map((metric) => metric.expose()).join('\n')}\n`
  }
}
