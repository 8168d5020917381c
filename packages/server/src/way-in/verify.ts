import { PayloadError, parseJson } from '@pointsman/wire'
import { hex } from './hex.ts'
import { verifySignature, type Hmac, type SignatureEncoding, type Signed } from '@pointsman/inbenta'
import { outgrown } from './outgrown.ts'
import type { Refusal } from './refusal.ts'

/** What a signature is over, and how it is written. */
export interface SignatureSettings {
  readonly input: 'body' | 'data'
  readonly encoding: SignatureEncoding
}

/** What verifying needs of its surroundings. */
export interface Verifying {
  readonly settings: SignatureSettings
  readonly hmac: Hmac
  readonly decode: (bytes: Uint8Array) => string
}

/** There is no signature that could be good: the body need not be read. */
export const unsigned: Refusal = {
  status: 401,
  reason: 'no-signature',
  message: 'X-Hook-Signature is missing or unreadable',
  unread: true,
}

const wrong: Refusal = { status: 401, reason: 'bad-signature', message: 'X-Hook-Signature does not fit the body' }

/** The body's id, where this is a good signature of it: the same for the same bytes, and for no others. Answers at once where the HMAC does. */
export function verify(
  bytes: Uint8Array,
  signature: Uint8Array,
  secrets: readonly string[],
  { settings, hmac, decode }: Verifying,
): string | Refusal | Promise<string | Refusal> {
  if (settings.input === 'data') return verifyData(bytes, signature, secrets, hmac, decode)
  const fit = verifySignature(bytes, signature, secrets, hmac)
  return fit instanceof Promise ? fit.then(idOf) : idOf(fit)
}

function idOf(fit: Signed | undefined): string | Refusal {
  return fit === undefined ? wrong : hex(fit.id)
}

/** The documents may mean that only `data` is signed; then there is no way round parsing first. */
async function verifyData(
  bytes: Uint8Array,
  signature: Uint8Array,
  secrets: readonly string[],
  hmac: Hmac,
  decode: (bytes: Uint8Array) => string,
): Promise<string | Refusal> {
  const data = dataOf(bytes, decode)
  if (data === undefined) return wrong
  const fit = await verifySignature(data, signature, secrets, hmac)
  // Under the first secret, as over bodies, and of the whole body: others may have the same data.
  return fit === undefined ? wrong : hex(await hmac(secrets[0] as string, bytes))
}

function dataOf(bytes: Uint8Array, decode: (bytes: Uint8Array) => string): Uint8Array | undefined {
  // Anybody's, as nothing is known of it yet.
  if (outgrown(bytes) !== undefined) return undefined
  try {
    const { data } = (parseJson(decode(bytes)) ?? {}) as { readonly data?: unknown }
    return data === undefined ? undefined : new TextEncoder().encode(JSON.stringify(data))
  } catch (error) {
    if (error instanceof PayloadError || error instanceof TypeError || error instanceof RangeError) return undefined
    throw error
  }
}
