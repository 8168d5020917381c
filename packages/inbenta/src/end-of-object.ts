import { backslash, closingBrace, closingBracket, comma, openingBrace, quote } from './json-bytes.ts'

/** The place after the JSON object that begins here; −1 where it does not end. What is in it is not looked at. */
export function endOfObject(bytes: Uint8Array, from: number): number {
  let depth = 0
  for (let i = from; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte === quote) {
      for (i++; i < bytes.length && bytes[i] !== quote; i++) if (bytes[i] === backslash) i++
    } else if (byte === openingBrace) depth++
    else if (byte === closingBrace && --depth === 0) return i + 1
  }
  return -1
}

/** Whether an object may end before this place that is an entry of a list. */
export function mayEndAt(bytes: Uint8Array, end: number): boolean {
  return bytes[end - 1] === closingBrace && (bytes[end] === comma || bytes[end] === closingBracket)
}

/** So many bytes an object may be longer or shorter than the one before for its end to be looked for. */
const around = 128
/** So many bytes at the end are to be as they were. */
const alike = 12

/**
 * Where the object is likely to end that begins here, if it is one from `start` to `end` in other bytes that has changed a
 * little; −1 where that is not plain. Only parsing it shows whether it is so.
 */
export function likelyEnd(bytes: Uint8Array, from: number, before: Uint8Array, start: number, end: number): number {
  const last = Math.min(bytes.length - 1, from + end - start + around)
  for (let at = Math.max(from + alike, from + end - start - around); at <= last; at++) {
    if (!mayEndAt(bytes, at)) continue
    let same = 0
    while (same < alike && bytes[at - 1 - same] === before[end - 1 - same]) same++
    if (same === alike) return at
  }
  return -1
}
