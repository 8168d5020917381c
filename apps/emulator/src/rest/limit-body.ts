import { bodyLimit } from 'hono/body-limit'
import type { MiddlewareHandler } from 'hono'
import { errorResponse } from './error.ts'

const mostBytes = 2 ** 20

/** Refuses bodies of more than 1 MB. */
export function limitBody(): MiddlewareHandler {
  return bodyLimit({ maxSize: mostBytes, onError: () => errorResponse(413, 'The body is too large') })
}
