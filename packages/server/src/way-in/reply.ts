import type { Arrival } from './arrival.ts'

/** An answer, before it is any runtime's own. */
export interface Reply {
  readonly status: number
  /** By names in lower case; without the body's length. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | null
}

/**
 * Answers a request, once, now or later. Never fails. The answer is handed over, not promised: each promise on the way
 * would cost as much as a step of deciding.
 */
export type Answering = (arrival: Arrival, reply: (made: Reply) => void) => void

/** The answer as runtimes that speak of Requests and Responses have it. */
export function responseOf({ status, headers, body }: Reply): Response {
  return new Response(body, { status, headers })
}
