/** How much of a body is read, and for how long. */
export interface BodyLimits {
  readonly mostBytes: number
  readonly withinMs: number
}

/** Why there is no body: `too-large`, `too-slow`, or `aborted` by the client. */
export type NoBody = 'too-large' | 'too-slow' | 'aborted'
