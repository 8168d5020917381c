const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Bytes as hexadecimal text. */
export function hex(bytes: Uint8Array): string {
  // Node's Buffers write themselves at once; what is built of 32 pieces is a rope, and has to be gathered up.
  if ('hexSlice' in bytes) return (bytes as { hexSlice(): string }).hexSlice()
  let text = ''
  for (let i = 0; i < bytes.length; i++) text += digits[bytes[i] as number]
  return text
}
