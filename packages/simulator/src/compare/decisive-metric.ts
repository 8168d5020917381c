import type { MetricName } from '../result/metrics.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** A metric that a verdict looks at. */
export interface DecisiveMetric {
  readonly name: MetricName
  /** What it is called in a sentence. */
  readonly plain: string
  readonly wants: 'more' | 'less'
  /** Of customers: a strategy is best only where it is worse on none of these. */
  readonly customers: boolean
  /** How a difference is told: as a share of the baseline, in percentage points, or as it is. */
  readonly told: 'relative' | 'points' | 'index'
  /** What a precision is a share of: the baseline's mean, but at least this much, in the metric's own unit. */
  readonly scale: number
  /** A harm that is surely below this is none: a share of the baseline where it is told so, else in the metric's unit. */
  readonly negligible: number
  /** Whether it can be anything but nothing in such a scenario, whatever the strategy. */
  readonly applies: (scenario: Scenario) => boolean
}

/** All of them, in the order in which they are told. */
export const decisiveMetrics: readonly DecisiveMetric[] = [
  {
    name: 'waitMean',
    plain: 'waits',
    wants: 'less',
    customers: true,
    told: 'relative',
    scale: 1,
    negligible: 0.01,
    applies: () => true,
  },
  {
    name: 'serviceLevel',
    plain: 'service level',
    wants: 'more',
    customers: true,
    told: 'points',
    scale: 0.05,
    negligible: 0.002,
    applies: () => true,
  },
  {
    name: 'abandonRate',
    plain: 'abandonment',
    wants: 'less',
    customers: true,
    told: 'points',
    scale: 0.05,
    negligible: 0.002,
    applies: ({ queues }) => queues.some(({ patience }) => patience !== undefined && patience.kind !== 'never'),
  },
  {
    name: 'lostRate',
    plain: 'lost chats',
    wants: 'less',
    customers: true,
    told: 'points',
    scale: 0.05,
    negligible: 0.002,
    applies: ({ platform = {} }) => platform.mode === 'search' || platform.waitingRoom !== undefined,
  },
  {
    name: 'rejectRate',
    plain: 'refusals',
    wants: 'less',
    customers: false,
    told: 'points',
    scale: 0.05,
    negligible: 0.002,
    applies: ({ agents, platform = {} }) =>
      (platform.acceptance ?? 'invite') === 'invite' && agents.some(({ answers }) => (answers?.reject ?? 0) > 0),
  },
  {
    name: 'occupancyGini',
    plain: 'fairness of load',
    wants: 'less',
    customers: false,
    told: 'index',
    scale: 0.05,
    negligible: 0.005,
    applies: ({ agents }) => agents.length > 1 || agents.some(({ count = 1 }) => count > 1),
  },
]
