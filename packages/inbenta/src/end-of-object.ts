const quote = 0x22
const backslash = 0x5c
const opening = 0x7b
const closing = 0x7d

/** The place after the JSON object that begins here; −1 where it does not end. What is in it is not looked at. */
export function endOfObject(bytes: Uint8Array, from: number): number {
  let depth = 0
  for (let i = from; i < bytes.length; i++) {
    const byte = bytes[i]
    if (byte === quote) {
      for (i++; i < bytes.length && bytes[i] !== quote; i++) if (bytes[i] === backslash) i++
    } else if (byte === opening) depth++
    else if (byte === closing && --depth === 0) return i + 1
  }
  return -1
}
