/** How long a delivery is held up, in milliseconds. */
export type Delay =
  | { readonly kind: 'constant'; readonly ms: number }
  | { readonly kind: 'uniform'; readonly from: number; readonly to: number }
  | { readonly kind: 'exponential'; readonly mean: number }

/** What goes wrong between the platform and the webhook. Shares are of deliveries, from 0 to 1; absent: none. */
export interface Faults {
  readonly latency?: Delay
  /** The connection is dropped: every other time before the webhook hears of it, else when its answer is due. */
  readonly loss?: number
  /** The webhook gets it twice; the second answer goes nowhere. */
  readonly duplicate?: number
  /** It arrives after the one that was sent after it. */
  readonly reorder?: number
}
