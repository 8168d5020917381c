import { createHmac } from 'node:crypto'

/** The secret that tests share with the servers they start. */
export const secret = 'a-secret-for-tests'

/** The signature of a body: lower-case hex of HMAC-SHA256. */
export function sign(body: string | Uint8Array, key: string = secret): string {
  return createHmac('sha256', key).update(body).digest('hex')
}
