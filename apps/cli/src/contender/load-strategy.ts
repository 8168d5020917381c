import type { Strategy } from '@pointsman/core'
import { findContender } from './find-contenders.ts'

/** What a worker thread must know to make the strategy anew. */
export interface StrategyReference {
  readonly strategy: string
  readonly policies: readonly string[]
}

/** Makes the strategy of a name or a path by seed. Of its oddities the main thread has told. */
export async function loadStrategy(reference: unknown): Promise<(seed: number) => Strategy> {
  const { strategy, policies } = reference as StrategyReference
  const contender = await findContender(strategy, { policies, seed: 0, warn: () => {} })
  return (seed) => contender.make({ seed })
}
