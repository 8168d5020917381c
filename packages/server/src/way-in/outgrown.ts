/** Up to this size a body's shape is not looked at: reading it takes a fraction of the budget, whatever it holds. */
const smallBytes = 2_000_000
/** Twice as many agents as are answered for; no list of ids is longer. */
const mostEntries = 20_000
const mostValues = 500_000
const deepest = 1000

/**
 * What of a large body's shape is beyond any payload, as one line; undefined where nothing is. To be asked before such a body
 * is parsed: a hundred thousand agents, or ten million brackets, would keep everybody else waiting for seconds. Whether it is
 * JSON is not for here to say.
 */
export function outgrown(bytes: Uint8Array): string | undefined {
  if (bytes.length <= smallBytes) return undefined
  // How many entries each list or object has that is open, but the last.
  const entries = new Int32Array(deepest + 1)
  let depth = 0
  let values = 0
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number
    if (byte === quote) {
      for (i++; i < bytes.length && bytes[i] !== quote; i++) if (bytes[i] === backslash) i++
    } else if (byte === comma) {
      values++
      const count = (entries[depth] as number) + 1
      entries[depth] = count
      if (count >= mostEntries) return 'expected at most 20,000 entries in a list or an object, got more'
    } else if (byte === list || byte === object) {
      values++
      if (++depth > deepest) return 'expected lists and objects at most 1,000 deep, got more'
      entries[depth] = 0
    } else if ((byte === endOfList || byte === endOfObject) && depth > 0) depth--
    if (values > mostValues) return 'expected at most 500,000 values, got more'
  }
  return undefined
}

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const list = 0x5b
const endOfList = 0x5d
const object = 0x7b
const endOfObject = 0x7d
