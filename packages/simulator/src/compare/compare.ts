import { metricNames, type MetricName } from '../result/metrics.ts'
import { fidelity } from '../replay/fidelity.ts'
import { result } from '../result/result.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { interval, type IntervalOf } from '../statistics/interval.ts'
import { addProfiles } from './add-profiles.ts'
import { assumptions } from './assumptions.ts'
import { boundOf } from './bound-of.ts'
import type { Comparison, Difference, Stopped } from './comparison.ts'
import type { Contestant } from './contestant.ts'
import { decisiveMetrics } from './decisive-metric.ts'
import { holm } from './holm.ts'
import { paired } from './paired.ts'
import { pairwise } from './pairwise.ts'
import { pareto } from './pareto.ts'
import type { Replay } from './replay.ts'
import { verdict } from './verdict.ts'

/** What is compared: outcomes of the same replications in the same order for every strategy. */
export interface CompareOptions {
  readonly scenario: Scenario
  readonly seed: number
  readonly stopped: Stopped
  readonly contestants: readonly Contestant[]
  /** One of them. */
  readonly baseline: string
  /** The pooled bound on the mean wait by replication, of the first so many. */
  readonly bounds: readonly number[]
  /** Half widths that were asked for, as a share. */
  readonly precision?: number | undefined
  readonly reproduce: string
  /** The day that the scenario was reconstructed from, to hold the day's own strategy against. */
  readonly replay?: Replay | undefined
}

/** Sums up and compares. Throws a RangeError where there is no replication, or no such baseline. */
export function compare(options: CompareOptions): Comparison {
  const { baseline, bounds, contestants, replay, reproduce, scenario, seed, stopped } = options
  const base = contestants.find(({ name }) => name === baseline)
  if (base === undefined) throw new RangeError(`no strategy ${baseline} to compare with`)
  const metrics = decisiveMetrics.filter(({ applies }) => applies(scenario))
  // Of a recording what is asked for is that day: it is one, and its figures are known only as far as the recording tells.
  const kind = scenario.origin === undefined ? 'mean' : 'value'
  const results = contestants.map(({ name, outcomes }) =>
    result({ scenario: scenario.name, strategy: name, seed }, outcomes, kind),
  )
  const versus = corrected(
    Object.fromEntries(contestants.flatMap((one) => (one === base ? [] : [[one.name, differences(one, base, kind)]]))),
    metrics.map(({ name }) => name),
  )
  const own = contestants.find(({ name }) => name === replay?.own)
  const backTest =
    replay === undefined || own === undefined
      ? undefined
      : fidelity(replay.day, { strategy: own.name, outcomes: own.outcomes }, scenario)
  const surelyBetter = pairwise(contestants, metrics, kind)
  const traded = metrics.filter(({ name }) => paretoNames.includes(name))
  const bound = boundOf(scenario, contestants, bounds)
  const profiles = contestants.flatMap(({ name, outcomes }) => {
    const sum = addProfiles(outcomes.flatMap(({ profile }) => profile ?? []))
    return sum === undefined ? [] : [[name, sum] as const]
  })
  return {
    pointsman: 'comparison/1',
    loop: 'closed',
    scenario: scenario.name,
    seed,
    replications: base.outcomes.length,
    stopped,
    baseline,
    results,
    ...(backTest === undefined ? {} : { fidelity: backTest }),
    versus,
    verdict: verdict({ scenario, contestants, baseline, metrics, versus, surelyBetter, replay, fidelity: backTest }),
    pareto: pareto(
      traded,
      contestants.map(({ name, outcomes }) => ({
        name,
        mean: (metric) => interval(outcomes.map(({ metrics }) => metrics[metric])).mean,
      })),
      surelyBetter,
      metrics.map(({ name }) => name),
    ),
    ...(bound === undefined ? {} : { bound }),
    ...(profiles.length === 0 ? {} : { profiles: Object.fromEntries(profiles) }),
    assumptions: assumptions({ ...options, replications: base.outcomes.length }),
    reproduce,
  }
}

/** What is traded against each other: waits, fairness and, where anybody is invited, refusals. */
const paretoNames: readonly MetricName[] = ['waitMean', 'occupancyGini', 'rejectRate']

function differences(one: Contestant, base: Contestant, kind: IntervalOf): Record<string, Omit<Difference, 'pHolm'>> {
  const of = ({ outcomes }: Contestant, name: MetricName): readonly number[] =>
    outcomes.map(({ metrics }) => metrics[name])
  return Object.fromEntries(metricNames.map((name) => [name, paired(of(one, name), of(base, name), kind)]))
}

/** Adds the p-values corrected over all strategies and decisive metrics. */
function corrected(
  versus: Readonly<Record<string, Readonly<Record<string, Omit<Difference, 'pHolm'>>>>>,
  decisive: readonly string[],
): Comparison['versus'] {
  const family = Object.entries(versus).flatMap(([strategy, found]) =>
    decisive.flatMap((metric) => {
      const p = found[metric]?.p ?? null
      return p === null ? [] : [{ strategy, metric, p }]
    }),
  )
  const ps = holm(family.map(({ p }) => p))
  const pOf = (strategy: string, metric: string): number | null =>
    ps[family.findIndex((one) => one.strategy === strategy && one.metric === metric)] ?? null
  return Object.fromEntries(
    Object.entries(versus).map(([strategy, found]) => [
      strategy,
      Object.fromEntries(
        Object.entries(found).map(([metric, difference]) => [metric, { ...difference, pHolm: pOf(strategy, metric) }]),
      ),
    ]),
  )
}
