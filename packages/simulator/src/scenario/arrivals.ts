/** When chats arrive in a queue. */
export type Arrivals =
  | { readonly kind: 'poisson'; readonly perSecond: number }
  /** A rate profile that repeats every `period` seconds: `perSecond[i]` from `from[i]` on; Poisson within. */
  | {
      readonly kind: 'piecewise'
      readonly period: number
      readonly from: readonly number[]
      readonly perSecond: readonly number[]
    }
  /** These instants, in order. */
  | { readonly kind: 'trace'; readonly at: readonly number[] }
