import type { Known } from './known.ts'

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
  | { readonly kind: 'trace'; readonly at: readonly number[]; readonly chats?: RecordedChats | undefined }

/** What is known of each chat of a trace: lists as long as its `at`, in the same order. */
export interface RecordedChats {
  readonly id?: readonly string[] | undefined
  /** `''`: none. In place of the queue's `languages`. */
  readonly language?: readonly string[] | undefined
  /** Who asks; `''`: unknown. */
  readonly customer?: readonly string[] | undefined
  /** Work in the chat, for an agent of speed 1 who holds no other. */
  readonly handleTime?: readonly Known[] | undefined
  /** How long the customer waits at most. */
  readonly patience?: readonly Known[] | undefined
}
