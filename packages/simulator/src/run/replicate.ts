import type { Strategy } from '@pointsman/core'
import { pooledWaitInSteps } from '../bound/pooled-wait.ts'
import { Stream } from '../chance/stream.ts'
import { ProfileObserver } from '../compare/profile-observer.ts'
import type { Observer } from '../observe/observer.ts'
import type { Outcome } from '../result/outcome.ts'
import { drawnScenario } from '../replay/drawn-scenario.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { outcomeOf } from './outcome-of.ts'
import { replicationSeed } from './replication-seed.ts'
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
  /** Whether the outcome is to hold a `Profile`; default no. */
  readonly profile?: boolean | undefined
  /** Whether it is to hold the bound on waiting, which is one only where `whyNoBound` finds nothing against it; default no. */
  readonly bound?: boolean | undefined
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

/** The same, stopping now and then to tell which share of the arrivals there were so far, from 0 to 1; a bound comes after the last. */
export function* replicateInSteps(options: ReplicateOptions): Generator<number, Outcome> {
  const { strategy, replication, batches = 1, observers = [], profile = false, bound = false, scan } = options
  const seed = replicationSeed(options.seed, replication)
  const scenario = drawnScenario(options.scenario, seed)
  const lots = Math.floor(new Stream(seed, 'lots').next() * 2 ** 32)
  const profiler = profile ? new ProfileObserver(scenario) : undefined
  const watching = profiler === undefined ? observers : [...observers, profiler]
  const run = new Replication(scenario, strategy(lots), { seed, batches, observers: watching, scan })
  const { chats, seconds } = scenario.horizon
  while (!run.run(stride)) yield Math.min(1, chats === undefined ? run.time / seconds : run.offered / chats)
  const outcome = outcomeOf(run, scenario, batches)
  return {
    ...outcome,
    ...(profiler === undefined ? {} : { profile: profiler.profile }),
    ...(bound ? { bound: yield* pooledWaitInSteps(scenario, seed) } : {}),
  }
}

/** Events between two stops: some hundredths of a second. */
const stride = 50_000
