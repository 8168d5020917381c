import type { MetricName } from '../result/metrics.ts'
import type { Contestant } from './contestant.ts'
import type { DecisiveMetric } from './decisive-metric.ts'
import type { IntervalOf } from '../statistics/interval.ts'
import { holm } from './holm.ts'
import { paired } from './paired.ts'

/** Whether one strategy is surely better than another in a metric. */
export type SurelyBetter = (one: string, other: string, metric: MetricName) => boolean

/** Holds every two strategies against each other in every metric; sure is what is below 0.05 when corrected for all of these. */
export function pairwise(
  contestants: readonly Contestant[],
  metrics: readonly DecisiveMetric[],
  kind: IntervalOf = 'mean',
): SurelyBetter {
  const tests = contestants.flatMap((one, place) =>
    contestants.slice(place + 1).flatMap((other) =>
      metrics.flatMap(({ name, wants }) => {
        const of = ({ outcomes }: Contestant): readonly number[] => outcomes.map(({ metrics }) => metrics[name])
        const { difference, p } = paired(of(one), of(other), kind)
        if (difference === null || p === null) return []
        const oneIsBetter = wants === 'more' ? difference > 0 : difference < 0
        return [{ name, better: oneIsBetter ? one.name : other.name, worse: oneIsBetter ? other.name : one.name, p }]
      }),
    ),
  )
  const corrected = holm(tests.map(({ p }) => p))
  const sure = new Set(
    tests.flatMap(({ name, better, worse }, i) => ((corrected[i] as number) < 0.05 ? [key(better, worse, name)] : [])),
  )
  return (one, other, metric) => sure.has(key(one, other, metric))
}

function key(better: string, worse: string, metric: string): string {
  return JSON.stringify([better, worse, metric])
}
