import type { Quota } from './quota.ts'

/**
 * `refused`: an answer that is no success; `timeout`: none in time; `unreachable`: no connection, or it broke;
 * `unreadable`: a success whose body is not what it must be; `needs-secret`: never sent, as a domain key does not open it.
 */
export type ApiErrorKind = 'refused' | 'timeout' | 'unreachable' | 'unreadable' | 'needs-secret'

/** What is known of a call that failed. */
export interface ApiFailure {
  readonly kind: ApiErrorKind
  /** Such as `GET /chats/{chatId}`. */
  readonly route: string
  /** In words, one line. */
  readonly reason: string
  /** The HTTP status, where there was an answer. */
  readonly status?: number
  /** The platform's own code, where the answer held an error object. */
  readonly code?: number | string
  /** How often it was sent. */
  readonly attempts: number
  readonly quota?: Quota
}

/** A call of the Agent Chat API failed. The message is one line and holds no credential. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly kind: ApiErrorKind
  readonly route: string
  readonly reason: string
  readonly status: number | undefined
  readonly code: number | string | undefined
  readonly attempts: number
  readonly quota: Quota | undefined

  constructor(failure: ApiFailure, options?: ErrorOptions) {
    const { attempts, code, kind, quota, reason, route, status } = failure
    const tries = attempts > 1 ? ` (tried ${attempts} times)` : ''
    super(`${route}: ${status === undefined ? '' : `${status}, `}${reason}${tries}`, options)
    this.kind = kind
    this.route = route
    this.reason = reason
    this.status = status
    this.code = code
    this.attempts = attempts
    this.quota = quota
  }
}
