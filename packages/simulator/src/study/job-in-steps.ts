import type { Strategy } from '@pointsman/core'
import type { Observer } from '../observe/observer.ts'
import type { Outcome } from '../result/outcome.ts'
import { replicateInSteps } from '../run/replicate.ts'
import type { Job } from './job.ts'

/** Makes a strategy whose lots have this seed. */
export type StrategyLoader = (seed: number) => Strategy

/**
 * Does one replication of a job, stopping now and then to tell which share of it is done, from 0 to 1. Every executor does
 * its work by this.
 */
export function* jobInSteps(
  job: Omit<Job, 'first' | 'count' | 'strategy'>,
  replication: number,
  strategy: StrategyLoader,
  observers?: readonly Observer[],
): Generator<number, Outcome> {
  const { scenario, seed, batches, profile, bound } = job
  return yield* replicateInSteps({ scenario, strategy, seed, replication, batches, profile, bound, observers })
}
