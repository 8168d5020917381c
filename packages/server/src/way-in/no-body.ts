import type { NoBody } from './body-limits.ts'
import type { Refusal } from './refusal.ts'

/** What is said to whoever sent no body that can be used. */
export const noBody: Readonly<Record<NoBody, Refusal>> = {
  'too-large': { status: 413, reason: 'too-large', message: 'the body is too large' },
  'too-slow': { status: 408, reason: 'too-slow', message: 'the body did not come in time' },
  aborted: { status: 499, reason: 'aborted', message: 'the body was cut off' },
  'too-many': { status: 503, reason: 'too-many', message: 'too much is being read already', unread: true },
}
