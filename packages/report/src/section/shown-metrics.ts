import type { Contender } from '../page/contender.ts'
import { metricNamed } from '../metric/metric-named.ts'
import type { Metric } from '../metric/metric.ts'

/** Those of the named metrics that anything was measured of, and those that never happened under any strategy. */
export function shownMetrics(
  contenders: readonly Contender[],
  names: readonly string[],
): { readonly shown: readonly Metric[]; readonly never: readonly Metric[] } {
  const means = (name: string): readonly number[] =>
    contenders.flatMap(({ result }) => result.metrics[name]?.mean ?? [])
  const measured = names.filter((name) => means(name).length > 0)
  const isNever = (name: string): boolean =>
    metricNamed(name).wants === 'less' && means(name).every((mean) => mean === 0)
  return {
    shown: measured.filter((name) => !isNever(name)).map(metricNamed),
    never: measured.filter(isNever).map(metricNamed),
  }
}
