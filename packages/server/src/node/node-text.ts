import { isAscii } from 'node:buffer'

/** Bytes to text. Most payloads are ASCII throughout, and those need no decoding. */
export function nodeText(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return buffer.toString(isAscii(buffer) ? 'latin1' : 'utf8')
}
