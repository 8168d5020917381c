import type { Reask } from '../reask.ts'
import { leastEffective, mostUncovered } from './strategy-sums.ts'

/** `offPolicy` of `reask/1`; nothing where the recording holds no propensity. */
export function offPolicyDocument({ offPolicy, candidates }: Reask): { readonly offPolicy?: object } {
  if (offPolicy.requests === 0) return {}
  const { recorded, strategies } = offPolicy.estimates()
  const { requests, drawn, least } = recorded
  return {
    offPolicy: {
      recorded: { requests, drawn, leastPropensity: least },
      bounds: { leastEffectiveSize: leastEffective, mostUncovered },
      strategies: Object.fromEntries(candidates.map(({ name }, i) => [name, strategies[i]])),
    },
  }
}
