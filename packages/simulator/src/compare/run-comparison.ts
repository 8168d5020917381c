import { whyNoBound } from '../bound/why-no-bound.ts'
import type { Outcome } from '../result/outcome.ts'
import { batchesOf } from '../run/simulate.ts'
import type { Scenario } from '../scenario/scenario.ts'
import type { Executor, Signal } from '../study/executor.ts'
import type { Job } from '../study/job.ts'
import { compare } from './compare.ts'
import type { Comparison, Stopped } from './comparison.ts'
import { excessWidth } from './excess-width.ts'
import type { Replay } from './replay.ts'

/** What to compare, and how long to go on. */
export interface ComparisonOptions {
  readonly scenario: Scenario
  /** Under names of their own, with what a job makes them from; at least one. */
  readonly strategies: readonly { readonly name: string; readonly reference: unknown }[]
  /** One of the names. */
  readonly baseline: string
  readonly seed: number
  /** Replications of each strategy at most. */
  readonly most: number
  /** Go on until each decisive interval is within this share of the baseline's mean, up or down; undefined: make the most. */
  readonly precision?: number | undefined
  readonly executor: Executor
  /** Ends the work; what every strategy has done by then is compared. */
  readonly signal?: Signal | undefined
  /** Why the signal came; default an interrupt. */
  readonly reason?: (() => Stopped) | undefined
  /** Told how many replications are done, and of how many, over all strategies; the latter is a guess under a precision. */
  readonly onProgress?: ((done: number, of: number) => void) | undefined
  /** Of a recording: the day that the scenario was reconstructed from. */
  readonly replay?: Replay | undefined
  /** The command that makes the same document again, by how many replications there were. */
  readonly reproduce: (replications: number) => string
}

/** Before so many the widths of intervals are not looked at. */
const firstLook = 20
/** The bound on waiting is worked out for no more replications than this. */
const mostBounds = 200

/**
 * Simulates every strategy with the same customers and compares them; undefined where it was ended before every strategy
 * had done a replication.
 *
 * Under a precision it looks at the widths of the intervals after 20 replications, 40, 80, …. What is looked at are widths and
 * not signs: as mean and variance of normal values are independent, this stops no sooner for an interval that excludes
 * zero (Chow and Robbins 1965, On the asymptotic theory of fixed-width sequential confidence intervals for the mean); few looks and many
 * replications before the first keep small what stopping on a small variance costs, which the tests of coverage measure.
 */
export async function runComparison(options: ComparisonOptions): Promise<Comparison | undefined> {
  const { baseline, most, precision, reproduce, scenario, seed, strategies } = options
  const outcomes: (readonly Outcome[])[] = strategies.map(() => [])
  const contestants = () => strategies.map(({ name }, place) => ({ name, outcomes: outcomes[place] ?? [] }))
  let stopped: Stopped = 'replications'
  let target = precision === undefined ? most : Math.min(most, firstLook)
  let guess = target
  for (let done = 0; ;) {
    const found = await round(options, done, target, guess)
    for (const [place, more] of found.entries()) outcomes[place] = [...(outcomes[place] ?? []), ...more]
    done = outcomes[0]?.length ?? 0
    if (done < target) {
      stopped = options.reason?.() ?? 'interrupted'
      break
    }
    const excess = precision === undefined ? Infinity : excessWidth(scenario, contestants(), baseline, precision)
    if (excess <= 1) {
      stopped = 'precision'
      break
    }
    if (done >= most) break
    // Widths go with the root of the number.
    guess = Math.min(most, Math.max(2 * done, Math.ceil(done * excess ** 2)))
    target = Math.min(most, 2 * done)
  }
  const replications = outcomes[0]?.length ?? 0
  if (replications === 0) return undefined
  return compare({
    scenario,
    seed,
    stopped,
    contestants: contestants(),
    baseline,
    bounds: (outcomes[0] ?? []).flatMap(({ bound }) => bound ?? []),
    precision,
    reproduce: reproduce(replications),
    replay: options.replay,
  })
}

/** Replications from one number to another, of every strategy; only those before the first that any strategy has not done. */
async function round(
  { executor, most, onProgress, scenario, seed, signal, strategies }: ComparisonOptions,
  from: number,
  to: number,
  guess: number,
): Promise<readonly (readonly Outcome[])[]> {
  const jobs: Job[] = []
  const bounded = whyNoBound(scenario) === undefined ? mostBounds : 0
  for (let replication = from; replication < to; replication++) {
    for (const [place, { reference }] of strategies.entries()) {
      jobs.push({
        scenario,
        strategy: reference,
        seed,
        first: replication,
        count: 1,
        batches: batchesOf(most),
        profile: true,
        // The customers are the same for all: those of the first will do.
        bound: place === 0 && replication < bounded,
      })
    }
  }
  const before = from * strategies.length
  const answers = await executor.run(jobs, {
    signal,
    onProgress: (done) => onProgress?.(before + done, guess * strategies.length),
  })
  // A replication that takes long is the likelier to be cut off: to leave out it alone would be a choice by its outcome.
  const undone = answers.indexOf(undefined)
  const whole = Math.floor((undone < 0 ? jobs.length : undone) / strategies.length)
  return strategies.map((_, place) =>
    Array.from({ length: whole }, (_, r) => (answers[r * strategies.length + place] ?? [])[0] as Outcome),
  )
}
