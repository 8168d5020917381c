import { responseOf, type Reply } from './reply.ts'

/** A request that is not dealt with: the status, and one line for whoever sent it. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 408 | 413 | 499 | 500 | 502 | 503 | 504
  readonly reason: string
  readonly message: string
  /** The body was not read to its end: the connection cannot be used again. */
  readonly unread?: boolean
}

/** The refusal as an answer. */
export function refusalReply({ status, message, unread = false }: Refusal): Reply {
  const close = status === 408 || status === 413 || status === 499 || unread
  return {
    status: status === 499 ? 400 : status,
    headers: { 'content-type': 'application/json', ...(close ? { connection: 'close' } : {}) },
    body: JSON.stringify({ error: { code: status, message } }),
  }
}

/** The refusal as a response. */
export function refused(refusal: Refusal): Response {
  return responseOf(refusalReply(refusal))
}
