import type { Policy, Strategy } from '@pointsman/core'

/** A strategy that was asked for, and how to make one with a memory of its own. */
export interface Contender {
  /** Under which it is listed; a strategy asked for twice is `S` and `S#2`. */
  readonly name: string
  readonly from: 'catalog' | 'policy' | 'plugin'
  readonly make: (options?: { readonly seed: number }) => Strategy
  /** What it says, where it is data. */
  readonly policy?: Policy
}
