import { createHmac } from 'node:crypto'
import { signatureHeader } from '@pointsman/inbenta'

/** The signature of a body: lower-case hex of HMAC-SHA256 over its bytes. The documents leave the encoding open. */
export function signed(body: string, secret: string): Readonly<Record<string, string>> {
  return { [signatureHeader]: createHmac('sha256', secret).update(body).digest('hex') }
}
