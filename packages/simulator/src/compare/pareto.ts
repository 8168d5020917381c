import type { Pareto } from './comparison.ts'
import type { SurelyBetter } from './pairwise.ts'
import type { MetricName } from '../result/metrics.ts'

/** What strategies are held against each other by. */
export interface ParetoMetric {
  readonly name: MetricName
  readonly wants: 'more' | 'less'
}

/**
 * The strategies that none dominates: nobody else's mean is at least as good in every metric and surely better in one. Nor does
 * somebody dominate who is surely worse in one of `decisive`, which holds what is not traded too: it would not be at no gain. As means
 * cannot go round in a circle, somebody is always on the front.
 */
export function pareto(
  metrics: readonly ParetoMetric[],
  strategies: readonly { readonly name: string; readonly mean: (metric: MetricName) => number }[],
  surelyBetter: SurelyBetter,
  decisive: readonly MetricName[],
): Pareto {
  const dominators = strategies.map(({ name, mean }) => ({
    name,
    by: strategies.flatMap((other) => {
      const asGood = metrics.every((metric) => isAsGood(other.mean(metric.name), mean(metric.name), metric.wants))
      const better = metrics.some((metric) => surelyBetter(other.name, name, metric.name))
      const gives = decisive.some((metric) => surelyBetter(name, other.name, metric))
      return other.name !== name && asGood && better && !gives ? [other.name] : []
    }),
  }))
  return {
    metrics: metrics.map(({ name, wants }) => ({ name, wants })),
    front: dominators.flatMap(({ name, by }) => (by.length === 0 ? [name] : [])),
    dominatedBy: Object.fromEntries(dominators.flatMap(({ name, by }) => (by.length === 0 ? [] : [[name, by]]))),
  }
}

/** What was not measured is as good as anything. */
function isAsGood(one: number, other: number, wants: 'more' | 'less'): boolean {
  if (Number.isNaN(one) || Number.isNaN(other)) return true
  return wants === 'more' ? one >= other : one <= other
}
