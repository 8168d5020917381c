import { interval, type IntervalOf } from '../statistics/interval.ts'
import { agentMetricNames, metricNames, type MetricName, type Metrics } from './metrics.ts'
import type { AgentOutcome, Counts, Measures, Outcome } from './outcome.ts'

/** A mean over replications with its 95 % confidence interval; null where there was nothing to measure. */
export interface Estimate {
  readonly mean: number | null
  readonly ci95: readonly [number, number] | null
}

/** What a simulation found: `result/1`. */
export interface Result {
  readonly pointsman: 'result/1'
  /** Decisions have their consequences. */
  readonly loop: 'closed'
  readonly scenario: string
  readonly strategy: string
  readonly seed: number
  readonly replications: number
  /** Means per replication. */
  readonly chats: Counts
  readonly metrics: Readonly<Record<string, Estimate>>
  readonly byQueue: Readonly<Record<string, Readonly<Record<string, Estimate>>>>
  readonly agents: readonly {
    readonly id: string
    readonly chats: number
    readonly occupancy: number | null
    readonly online: number
  }[]
}

/** Which simulation it was. */
export interface ResultHeader {
  readonly scenario: string
  readonly strategy: string
  readonly seed: number
}

/**
 * Sums up the replications; a single one by its batches. Intervals are of the mean, or of one more replication's value.
 * Throws a RangeError where there is none.
 */
export function result(header: ResultHeader, outcomes: readonly Outcome[], kind: IntervalOf = 'mean'): Result {
  const first = outcomes[0]
  if (first === undefined) throw new RangeError('a result needs a replication')
  const summary = (names: readonly (MetricName | 'transferRate')[], of: (measures: Measures) => Metrics) =>
    Object.fromEntries(names.map((name) => [name, estimate(outcomes, (measures) => of(measures)[name] ?? NaN, kind)]))
  const all = first.metrics.transferRate === undefined ? metricNames : [...metricNames, 'transferRate' as const]
  const ofQueues = all.filter((name) => !(agentMetricNames as readonly string[]).includes(name))
  return {
    pointsman: 'result/1',
    loop: 'closed',
    scenario: header.scenario,
    strategy: header.strategy,
    seed: header.seed,
    replications: outcomes.length,
    chats: {
      offered: mean(outcomes, ({ counts }) => counts.offered),
      attended: mean(outcomes, ({ counts }) => counts.attended),
      abandoned: mean(outcomes, ({ counts }) => counts.abandoned),
      lost: mean(outcomes, ({ counts }) => counts.lost),
      unfinished: mean(outcomes, ({ counts }) => counts.unfinished),
    },
    metrics: summary(all, ({ metrics }) => metrics),
    byQueue: Object.fromEntries(
      Object.keys(first.byQueue).map((queue) => [
        queue,
        summary(ofQueues, ({ byQueue }) => byQueue[queue] as Measures['metrics']),
      ]),
    ),
    agents: first.agents.map(({ id }, place) => {
      const of = (value: (agent: AgentOutcome) => number): number =>
        mean(outcomes, ({ agents }) => value(agents[place] as AgentOutcome))
      return {
        id,
        chats: of(({ chats }) => chats),
        occupancy: known(of(({ occupancy }) => occupancy)),
        online: of(({ online }) => online),
      }
    }),
  }
}

/** Over replications; of one alone, its own value with an interval from its batches. */
function estimate(outcomes: readonly Outcome[], of: (measures: Measures) => number, kind: IntervalOf): Estimate {
  const { mean: average, half } = interval(outcomes.map(of), 0.95, kind)
  if (outcomes.length > 1) return { mean: known(average), ci95: around(average, half) }
  const [only] = outcomes as readonly [Outcome]
  return { mean: known(of(only)), ci95: around(of(only), interval(only.batches.map(of)).half) }
}

function around(centre: number, half: number): readonly [number, number] | null {
  return Number.isNaN(centre) || Number.isNaN(half) ? null : [centre - half, centre + half]
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

function mean(outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number {
  return interval(outcomes.map(of)).mean
}
