import type { BeingRead } from './being-read.ts'
import type { Deadlines } from './deadlines.ts'

/** How much of a body is read, and for how long. */
export interface BodyLimits {
  readonly mostBytes: number
  readonly withinMs: number
  /** What all bodies together may take. */
  readonly beingRead: BeingRead
  /** Those of all bodies that are being read. */
  readonly deadlines: Deadlines
}

/** Why there is no body: `too-large`, `too-slow`, `aborted` by the client, or `too-many` being read at once. */
export type NoBody = 'too-large' | 'too-slow' | 'aborted' | 'too-many'
