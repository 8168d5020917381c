import type { StrategyLoader } from '@pointsman/simulator'

/** A module that makes strategies anew in each thread, as functions cannot be sent there. */
export interface StrategyModule {
  /** `reference` is plain data: a job's `strategy`. Throws where there is no such strategy. */
  loadStrategy(reference: unknown): Promise<StrategyLoader>
}
