import type { ByteTools } from './byte-tools.ts'
import type { WireAgent } from './payload.ts'

const backslash = 0x5c
const zero = 0x30
const nine = 0x39
/** Longer numbers may lose digits. */
const mostDigits = 15
const key = Array.from('"lastActivity":', (letter) => letter.charCodeAt(0))

/** Where in an agent's text the digits of `lastActivity` are. */
export interface ActivityPlace {
  /** From the beginning of the text. */
  readonly at: number
  readonly digits: number
}

/**
 * The place of the agent's own `lastActivity`; undefined where it is no plain number, or where the text leaves room for doubt
 * whose it is: a quoted name can be nothing else where nothing is escaped, but may belong to what the agent holds.
 */
export function activityPlace(
  bytes: Uint8Array,
  from: number,
  to: number,
  agent: WireAgent,
): ActivityPlace | undefined {
  let found = -1
  for (let i = from; i < to; i++) {
    if (bytes[i] === backslash) return undefined
    let same = 0
    while (same < key.length && bytes[i + same] === key[same]) same++
    if (same < key.length) continue
    if (found >= 0) return undefined
    found = i + key.length
  }
  if (found < 0 || !Object.hasOwn(agent, 'lastActivity')) return undefined
  const digits = digitsAt(bytes, found)
  return numberAt(bytes, found, digits) === agent['lastActivity'] ? { at: found - from, digits } : undefined
}

/** The agent as they are now, where the text differs from that of before in `lastActivity` alone; else undefined. */
export function withActivity(
  tools: ByteTools,
  { at, digits }: ActivityPlace,
  now: { readonly bytes: Uint8Array; readonly from: number },
  before: { readonly bytes: Uint8Array; readonly from: number; readonly length: number; readonly agent: WireAgent },
): WireAgent | undefined {
  const after = at + digits
  const lastActivity = numberAt(now.bytes, now.from + at, digits)
  if (
    lastActivity === undefined ||
    !tools.same(now.bytes, now.from, before.bytes, before.from, at) ||
    !tools.same(now.bytes, now.from + after, before.bytes, before.from + after, before.length - after)
  )
    return undefined
  return { ...before.agent, lastActivity }
}

function digitsAt(bytes: Uint8Array, from: number): number {
  let digits = 0
  while ((bytes[from + digits] as number) >= zero && (bytes[from + digits] as number) <= nine) digits++
  return digits
}

/** The number that so many digits are; undefined where they are none, or begin with a zero. */
function numberAt(bytes: Uint8Array, from: number, digits: number): number | undefined {
  if (digits === 0 || digits > mostDigits || bytes[from] === zero) return undefined
  let value = 0
  for (let i = from; i < from + digits; i++) {
    const byte = bytes[i] as number
    if (byte < zero || byte > nine) return undefined
    value = value * 10 + byte - zero
  }
  return value
}
