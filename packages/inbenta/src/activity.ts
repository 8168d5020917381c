import type { ByteTools } from './byte-tools.ts'
import type { WireAgent } from './payload.ts'

const zero = 0x30
const nine = 0x39
/** Longer numbers may lose digits. */
const mostDigits = 15
const name = '"lastActivity"'

/** Where in an agent's text the digits of `lastActivity` are. */
export interface ActivityPlace {
  /** From the beginning of the text. */
  readonly at: number
  readonly digits: number
}

/**
 * The place of the agent's own `lastActivity`; undefined where it is no plain number right after its colon, or where the text
 * leaves room for doubt whose it is: where nothing is escaped a quoted name is itself, but it may come twice, or belong to
 * what the agent holds.
 */
export function activityPlace(
  tools: ByteTools,
  bytes: Uint8Array,
  from: number,
  to: number,
  agent: WireAgent,
): ActivityPlace | undefined {
  const text = tools.text(bytes, from, to)
  // Where every byte is one letter, places in the one are places in the other; and only there is it worth the while.
  if (text.length !== to - from || text.includes('\\')) return undefined
  const found = text.indexOf(name)
  if (found < 0 || text.indexOf(name, found + name.length) >= 0 || !Object.hasOwn(agent, 'lastActivity'))
    return undefined
  const at = found + name.length + 1
  if (text[at - 1] !== ':') return undefined
  const digits = digitsAt(bytes, from + at)
  return numberAt(bytes, from + at, digits) === agent['lastActivity'] ? { at, digits } : undefined
}

/** Whether other digits are in the agent's place than before; from the last on, as times grow. */
export function haveActed(
  now: Uint8Array,
  from: number,
  before: Uint8Array,
  fromBefore: number,
  { at, digits }: ActivityPlace,
): boolean {
  for (let i = at + digits - 1; i >= at; i--) if (now[from + i] !== before[fromBefore + i]) return true
  return false
}

function digitsAt(bytes: Uint8Array, from: number): number {
  let digits = 0
  while ((bytes[from + digits] as number) >= zero && (bytes[from + digits] as number) <= nine) digits++
  return digits
}

/** The number that so many digits are; undefined where they are none, or begin with a zero. */
export function numberAt(bytes: Uint8Array, from: number, digits: number): number | undefined {
  if (digits === 0 || digits > mostDigits || bytes[from] === zero) return undefined
  let value = 0
  for (let i = from; i < from + digits; i++) {
    const byte = bytes[i] as number
    if (byte < zero || byte > nine) return undefined
    value = value * 10 + byte - zero
  }
  return value
}
