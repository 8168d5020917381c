import { nodeBytes } from './node-bytes.ts'

/** Bytes to text. Most payloads are ASCII throughout, and those need no decoding. */
export function nodeText(bytes: Uint8Array): string {
  return nodeBytes.text(bytes, 0, bytes.length)
}
