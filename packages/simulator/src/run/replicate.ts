import type { Strategy } from '@pointsman/core'
import { Stream } from '../chance/stream.ts'
import type { Observer } from '../observe/observer.ts'
import type { Outcome } from '../result/outcome.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { outcomeOf } from './outcome-of.ts'
import { Replication } from './replication.ts'

/** What to simulate. */
export interface ReplicateOptions {
  readonly scenario: Scenario
  /** Makes the strategy; its lots are seeded by the replication. */
  readonly strategy: (seed: number) => Strategy
  /** A whole number from 0 to 2^32 − 1. */
  readonly seed: number
  /** Which replication: 0, 1, 2, … Its chance depends on this and the seed alone, not on the strategy. */
  readonly replication: number
  /** Batches for batch means; default 1: none. */
  readonly batches?: number | undefined
  readonly observers?: readonly Observer[] | undefined
  readonly scan?: boolean | undefined
}

/** Runs one replication from beginning to end. */
export function replicate(options: ReplicateOptions): Outcome {
  const steps = replicateInSteps(options)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** The same, stopping now and then to tell which share of the arrivals there were so far, from 0 to 1. */
export function* replicateInSteps(options: ReplicateOptions): Generator<number, Outcome> {
  const { scenario, strategy, replication, batches = 1, observers, scan } = options
  const seed = replicationSeed(options.seed, replication)
  const lots = Math.floor(new Stream(seed, 'lots').next() * 2 ** 32)
  const run = new Replication(scenario, strategy(lots), { seed, batches, observers, scan })
  const { chats, seconds } = scenario.horizon
  while (!run.run(stride)) yield Math.min(1, chats === undefined ? run.time / seconds : run.offered / chats)
  return outcomeOf(run, scenario, batches)
}

/** Events between two stops: some hundredths of a second. */
const stride = 50_000

/** The seed of a replication: below 2^53 for any seed below 2^32 and replication below 2^21. */
function replicationSeed(seed: number, replication: number): number {
  return seed + replication * 2 ** 32
}
