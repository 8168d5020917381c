const zero = 0x30
const nine = 0x39
/** Longer numbers may lose digits. */
const mostDigits = 15

/** Where in an agent's text the digits of `lastActivity` are. */
export interface ActivityPlace {
  /** From the beginning of the text. */
  readonly at: number
  readonly digits: number
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
