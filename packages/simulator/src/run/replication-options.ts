import type { Observer } from '../observe/observer.ts'

/** How one run is made. */
export interface ReplicationOptions {
  /** Where all chance comes from: a whole number from 0 to 2^53 − 1. */
  readonly seed: number
  /** Batches for batch means; default 1. */
  readonly batches?: number | undefined
  readonly observers?: readonly Observer[] | undefined
  /** Always ask everybody, even where an index would do; the answers are the same. */
  readonly scan?: boolean | undefined
}
