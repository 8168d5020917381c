import { sameBytes } from '@pointsman/wire'
import type { Hmac } from './hmac.ts'

/** How a signature is written. `auto`: hex in any case or base64, with or without `sha256=`. */
export type SignatureEncoding = 'auto' | 'hex' | 'base64'

/** The digest that an `X-Hook-Signature` header states: 32 bytes, or undefined where it is none. */
export function parseSignature(
  header: string | undefined,
  encoding: SignatureEncoding = 'auto',
): Uint8Array | undefined {
  if (header === undefined || header.length > 128) return undefined
  const text = header.trim().replace(/^sha256=/i, '')
  if (encoding !== 'base64' && /^[0-9a-f]{64}$/i.test(text)) return fromHex(text)
  if (encoding !== 'hex' && /^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return fromBase64(text)
  return undefined
}

/**
 * What the bytes are known by, where they bear the signature under one of the secrets; undefined where not. Every
 * secret is tried, whichever fits, and each comparison takes the same time wherever the two differ. Answers at once where
 * the HMAC does.
 */
export function verifySignature(
  bytes: Uint8Array,
  signature: Uint8Array,
  secrets: readonly string[],
  hmac: Hmac,
): Signed | undefined | Promise<Signed | undefined> {
  let id: Uint8Array | undefined
  let fits = false
  for (let i = 0; i < secrets.length; i++) {
    const digest = hmac(secrets[i] as string, bytes)
    if (!(digest instanceof Uint8Array)) return verifyAll(bytes, signature, secrets, hmac)
    id ??= digest
    if (sameBytes(digest, signature)) fits = true
  }
  return fits && id !== undefined ? { id } : undefined
}

/** Bytes that bear a good signature. */
export interface Signed {
  /** Their digest under the first of the secrets, whichever fits: the same bytes are the same while secrets change. */
  readonly id: Uint8Array
}

async function verifyAll(
  bytes: Uint8Array,
  signature: Uint8Array,
  secrets: readonly string[],
  hmac: Hmac,
): Promise<Signed | undefined> {
  let id: Uint8Array | undefined
  let fits = false
  for (const secret of secrets) {
    const digest = await hmac(secret, bytes)
    id ??= digest
    if (sameBytes(digest, signature)) fits = true
  }
  return fits && id !== undefined ? { id } : undefined
}

/** The header's value for these bytes: lower-case hex. */
export async function sign(bytes: Uint8Array, secret: string, hmac: Hmac): Promise<string> {
  return Array.from(await hmac(secret, bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(32)
  for (let i = 0; i < 32; i++) bytes[i] = (nibble(text.charCodeAt(2 * i)) << 4) | nibble(text.charCodeAt(2 * i + 1))
  return bytes
}

/** Of a hexadecimal digit: letters of either case differ in one bit, and stand 9 above their digit's low bits. */
function nibble(code: number): number {
  return code <= 0x39 ? code - 0x30 : (code & 0xf) + 9
}

function fromBase64(text: string): Uint8Array | undefined {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/').replace(/=$/, ''))
  return plain.length === 32 ? Uint8Array.from(plain, (letter) => letter.charCodeAt(0)) : undefined
}
