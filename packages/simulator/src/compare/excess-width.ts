import type { Scenario } from '../scenario/scenario.ts'
import { interval } from '../statistics/interval.ts'
import type { Contestant } from './contestant.ts'
import { decisiveMetrics } from './decisive-metric.ts'

/**
 * How wide the widest decisive interval is against what was asked for: at most 1 where all are narrow enough. The half width
 * of each strategy's difference from the baseline is a share of the baseline's mean, or of the metric's `scale` where that
 * is more, so that a rate near 0 need not be known to a share of itself.
 */
export function excessWidth(
  scenario: Scenario,
  contestants: readonly Contestant[],
  baseline: string,
  precision: number,
): number {
  const base = contestants.find(({ name }) => name === baseline)
  const widths = decisiveMetrics
    .filter(({ applies }) => applies(scenario))
    .flatMap(({ name, scale }) => {
      const of = (one: Contestant | undefined): readonly number[] =>
        (one?.outcomes ?? []).map(({ metrics }) => metrics[name])
      const before = of(base)
      const unit = Math.max(scale, Math.abs(interval(before).mean) || 0)
      return contestants.flatMap((one) => {
        if (one.name === baseline) return []
        const { half } = interval(of(one).map((value, place) => value - (before[place] as number)))
        // With fewer than two replications nothing is known; with none of two measured there is nothing to know.
        return Number.isNaN(half) ? (before.length < 2 ? [Infinity] : []) : [half / unit / precision]
      })
    })
  return Math.max(0, ...widths)
}
