import type { Policy } from './strategy.ts'

/** A strategy that ships, with what somebody who must choose one wants to know. */
export interface CatalogEntry {
  readonly policy: Policy
  /** What it is for, in a line. */
  readonly purpose: string
  /** When it fails, in a line. */
  readonly fails: string
  /** Where it comes from. */
  readonly source: string
}
