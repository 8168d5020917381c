import { builtin, type Strategy } from '@pointsman/core'
import { scenarioOf } from '../reconstruct/worlds.ts'
import { watched, type Watching } from '../reconstruct/watched.ts'
import { simulate } from '../run/simulate.ts'
import type { MetricName } from '../result/metrics.ts'
import type { Outcome } from '../result/outcome.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { interval } from '../statistics/interval.ts'
import { frozenDay } from './frozen-day.ts'

const predictedMetrics: readonly MetricName[] = ['waitMean', 'abandonRate', 'rejectRate', 'occupancy']

/** A figure under a strategy, as it would have been and as it was predicted from a recording under another one. */
export interface Prediction {
  readonly strategy: string
  readonly metric: MetricName
  /** Of the same customers, over what agents answer; and half its interval. */
  readonly truth: number
  readonly half: number
  /** The recorded time itself: as it would have gone. */
  readonly day: number
  readonly predicted: number
  readonly ci95: readonly [number, number]
  /** Within 10 % of the truth, or inside its interval. */
  readonly near: boolean
}

/** Two strategies that the truth tells apart by their waits, with 99 % confidence. */
export interface Separated {
  readonly pair: string
  /** By which share of the wait. */
  readonly apart: number
  readonly rightWayRound: boolean
  /** Whether the prediction tells them apart as well, with 95 % confidence. */
  readonly surely: boolean
}

/** What was predicted of a world from a recording of it, and the pairs of strategies that the truth separates. */
export interface Predicted {
  readonly predictions: readonly Prediction[]
  readonly separated: readonly Separated[]
}

/** Records a world under a strategy, forgets it, and predicts the same time under others. */
export function predicted(
  world: Scenario,
  asked: { readonly recorded: string; readonly strategies: readonly string[]; readonly watching?: Watching },
  seed: number,
): Predicted {
  const day = frozenDay(world, seed)
  const { found } = watched(day, { ...asked.watching, strategy: asked.recorded, seed })
  const outcomes = asked.strategies.map((strategy) => ({
    strategy,
    truth: outcomesOf(day, strategy, seed),
    guessed: outcomesOf(scenarioOf(found), strategy, 77),
  }))
  return {
    predictions: outcomes.flatMap(({ guessed, strategy, truth }) =>
      predictedMetrics.map((metric): Prediction => {
        const { half, mean } = interval(truth.map(({ metrics }) => metrics[metric]))
        const guess = interval(
          guessed.map(({ metrics }) => metrics[metric]),
          0.95,
          'value',
        )
        const off = Math.abs(guess.mean - mean)
        return {
          strategy,
          metric,
          truth: mean,
          half,
          day: truth[0]?.metrics[metric] ?? NaN,
          predicted: guess.mean,
          ci95: [guess.mean - guess.half, guess.mean + guess.half],
          near: off <= 0.1 * mean || off <= half,
        }
      }),
    ),
    separated: outcomes.flatMap((one, place) =>
      outcomes.slice(place + 1).flatMap((other) => {
        const truth = difference(one.truth, other.truth)
        // Of many pairs one in a hundred is told apart by chance, at 99 %.
        if (Math.abs(truth.mean) <= 1.4 * truth.half) return []
        const guess = difference(one.guessed, other.guessed)
        return [
          {
            pair: `${one.strategy}, ${other.strategy}`,
            apart: Math.abs(truth.mean) / interval(waits(one.truth)).mean,
            rightWayRound: guess.mean > 0 === truth.mean > 0,
            surely: Math.abs(guess.mean) > guess.half,
          },
        ]
      }),
    ),
  }
}

const replications = 12

function outcomesOf(scenario: Scenario, strategy: string, seed: number): readonly Outcome[] {
  const make = (lots: number): Strategy => builtin(strategy, { seed: lots }) as Strategy
  return simulate({ scenario, strategy: make, seed, replications })
}

function waits(outcomes: readonly Outcome[]): readonly number[] {
  return outcomes.map(({ metrics }) => metrics.waitMean)
}

/** Of the waits, replication by replication. */
function difference(one: readonly Outcome[], other: readonly Outcome[]): ReturnType<typeof interval> {
  const others = waits(other)
  return interval(waits(one).map((wait, r) => wait - (others[r] as number)))
}
