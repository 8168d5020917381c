import type { Estimate } from '../result/result.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { whyNoBound } from '../bound/why-no-bound.ts'
import { interval } from '../statistics/interval.ts'
import type { Bound } from './comparison.ts'
import type { Contestant } from './contestant.ts'

/** What no routing could beat, with how far above it each strategy is; undefined where no such bound holds. */
export function boundOf(
  scenario: Scenario,
  contestants: readonly Contestant[],
  waits: readonly number[],
): Bound | undefined {
  const unfinished = contestants.some(({ outcomes }) => outcomes.some(({ counts }) => counts.unfinished > 0))
  if (whyNoBound(scenario) !== undefined || unfinished || waits.every(Number.isNaN)) return undefined
  return {
    kind: 'pooled',
    metric: 'waitMean',
    estimate: estimate(waits),
    text:
      'The mean wait of the same customers if everybody could serve everybody: one line in front of all slots, each chat as ' +
      'short as that of the quickest kind with the quickest agent, nobody refusing or taking time to answer, and every ' +
      'customer as impatient as the most impatient. No routing that does not know the future waits less on average; ' +
      'none need come near it.',
    above: Object.fromEntries(
      contestants.map(({ name, outcomes }) => [
        name,
        estimate(waits.map((wait, place) => (outcomes[place]?.metrics.waitMean ?? NaN) - wait)),
      ]),
    ),
  }
}

function estimate(values: readonly number[]): Estimate {
  const { mean, half } = interval(values)
  return {
    mean: Number.isNaN(mean) ? null : mean,
    ci95: Number.isNaN(half) ? null : [mean - half, mean + half],
  }
}
