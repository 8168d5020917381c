import type { Scenario } from '../scenario/scenario.ts'

/** Some replications of a scenario under a strategy: plain data, so that it can be sent to a thread or another machine. */
export interface Job {
  readonly scenario: Scenario
  /** What a `StrategyModule` makes the strategy from: plain data. */
  readonly strategy: unknown
  /** A whole number from 0 to 2^32 − 1. */
  readonly seed: number
  /** The first replication, from 0. */
  readonly first: number
  /** How many, at least 1. */
  readonly count: number
  /** Batches of each for batch means; 1: none. */
  readonly batches: number
  /** Whether each outcome is to hold a `Profile`. */
  readonly profile: boolean
  /** Whether each outcome is to hold the bound on waiting of its customers; `whyNoBound` finds nothing against it. */
  readonly bound: boolean
}
