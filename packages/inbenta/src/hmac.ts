/** HMAC-SHA256 of the bytes under the secret (its UTF-8 text): 32 bytes. A runtime lends its fastest. */
export type Hmac = (secret: string, bytes: Uint8Array) => Uint8Array | Promise<Uint8Array>

/** The HMAC of any runtime that has WebCrypto. Keys are imported once for each secret. */
export function webHmac(): Hmac {
  const encoder = new TextEncoder()
  const keys = new Map<string, ReturnType<typeof crypto.subtle.importKey>>()
  return async (secret, bytes) => {
    let key = keys.get(secret)
    if (key === undefined) {
      const algorithm = { name: 'HMAC', hash: 'SHA-256' }
      key = crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign'])
      // Secrets are few; a flood of strangers' ones must not be kept.
      if (keys.size > 64) keys.clear()
      keys.set(secret, key)
    }
    return new Uint8Array(await crypto.subtle.sign('HMAC', await key, bytes as Uint8Array<ArrayBuffer>))
  }
}
