import { isKnownSecret } from '@pointsman/wire'
import type { Context, MiddlewareHandler } from 'hono'
import { arrivalOf } from '../way-in/arrival.ts'
import { refused } from '../way-in/refusal.ts'

/** Lets only those in who bear the token; without a configured token there is nothing here at all. */
export function admin(token: string | undefined, alsoInQuery = false): MiddlewareHandler {
  return async (c, next) => {
    if (token === undefined || token === '') {
      return refused({ status: 404, reason: 'no-admin', message: 'there is nothing here' })
    }
    if (!isKnownSecret(bearer(c) ?? (alsoInQuery ? c.req.query('token') : undefined), [token])) {
      return refused({ status: 401, reason: 'admin', message: 'the admin token is missing or wrong' })
    }
    return next()
  }
}

function bearer(c: Context): string | undefined {
  const header = arrivalOf(c).header('authorization')
  return /^bearer +(.*)$/i.exec(header ?? '')?.[1]?.trim()
}
