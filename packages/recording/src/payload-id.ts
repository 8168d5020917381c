import { hash } from 'node:crypto'

/** The identity of a delivery: 132 bits of its text's SHA-256. The same delivery twice is the same text. */
export function payloadId(body: Uint8Array | string): string {
  return hash('sha256', body as NodeJS.ArrayBufferView | string, 'base64url').slice(0, 22)
}
