import type { ByteTools } from './byte-tools.ts'
import { numberAt, type ActivityPlace } from './activity.ts'
import {
  backslash,
  closingBrace,
  closingBracket,
  colon,
  comma,
  openingBrace,
  openingBracket,
  quote,
} from './json-bytes.ts'
import type { WireAgent } from './payload.ts'

/** Where the members of an agent's text are: its names and their values. */
export interface Members {
  /** Of each in turn: where it begins, where its value does, and where it ends, from the beginning of the text. */
  readonly bounds: readonly number[]
  /** Which of these is where `lastActivity` begins; −1 where there is none. */
  readonly own: number
  /** Where its digits are; undefined where it is no plain number. */
  readonly activity: ActivityPlace | undefined
}

/** What an agent's text says otherwise than it did before. */
export interface Changes {
  /** The place after the agent. */
  readonly end: number
  /** Where the members begin and end that changed, in turn. */
  readonly changed: readonly number[]
  /** As in `Members`. */
  readonly bounds: readonly number[]
}

/** So many bytes are compared at once. */
const piece = 96
const lastActivity = Array.from('"lastActivity"', (letter) => letter.charCodeAt(0))

/**
 * The members of the agent whose text this is; undefined where there are blanks between them, or a name comes twice, as what
 * each says is then not all that the agent is.
 */
export function membersOf(bytes: Uint8Array, from: number, to: number, agent: WireAgent): Members | undefined {
  const bounds: number[] = []
  let own = -1
  for (let at = from + 1; ; at++) {
    if (bytes[at] !== quote) return undefined
    const named = endOfText(bytes, at)
    if (bytes[named] !== colon) return undefined
    const end = endOfValue(bytes, named + 1)
    if (isLastActivity(bytes, at, named)) own = bounds.length
    bounds.push(at - from, named + 1 - from, end - from)
    at = end
    if (at + 1 === to) break
    if (bytes[at] !== comma) return undefined
  }
  return bounds.length === 3 * Object.keys(agent).length ? membersFrom(bounds, own, bytes, from, agent) : undefined
}

/** The same, where it is known by now where each of them is. */
export function membersFrom(
  bounds: readonly number[],
  own: number,
  bytes: Uint8Array,
  from: number,
  agent: WireAgent,
): Members {
  if (own < 0) return { bounds, own, activity: undefined }
  const at = bounds[own + 1] as number
  const digits = (bounds[own + 2] as number) - at
  const plain = numberAt(bytes, from + at, digits) === agent['lastActivity']
  return { bounds, own, activity: plain ? { at, digits } : undefined }
}

/**
 * How the agent whose text begins here differs from what they were from `start` to `end` in the bytes of before; undefined
 * where it is more than the values of some members that differ. Values are not looked into: only parsing them shows what
 * they are, and whether they are JSON.
 */
export function changesOf(
  tools: ByteTools,
  bytes: Uint8Array,
  from: number,
  before: Uint8Array,
  start: number,
  end: number,
  known: readonly number[],
): Changes | undefined {
  const changed: number[] = []
  const bounds: number[] = []
  let member = 0
  let old = start
  let at = from
  for (;;) {
    while (old + piece <= end && at + piece <= bytes.length && tools.same(before, old, bytes, at, piece)) {
      old += piece
      at += piece
    }
    while (old < end && before[old] === bytes[at]) {
      old++
      at++
    }
    const shift = at - from - (old - start)
    // Those that ended before are what they were; one that would end here may go on.
    const same = old - start
    for (; member < known.length && (known[member + 2] as number) < same; member += 3) {
      bounds.push(
        (known[member] as number) + shift,
        (known[member + 1] as number) + shift,
        (known[member + 2] as number) + shift,
      )
    }
    if (old === end) return { end: at, changed, bounds }
    const value = known[member + 1]
    if (value === undefined || old - start < value) return undefined
    const begins = (known[member] as number) + shift
    at = endOfValue(bytes, from + value + shift)
    changed.push(from + begins, at)
    bounds.push(begins, value + shift, at - from)
    old = start + (known[member + 2] as number)
    member += 3
  }
}

function isLastActivity(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from === lastActivity.length && lastActivity.every((letter, i) => bytes[from + i] === letter)
}

/** The place after the quoted text that begins here. */
function endOfText(bytes: Uint8Array, from: number): number {
  let at = from + 1
  while (at < bytes.length && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
  return at + 1
}

/** The place after the value that begins here, if it is one. */
function endOfValue(bytes: Uint8Array, from: number): number {
  const first = bytes[from]
  if (first === quote) return endOfText(bytes, from)
  let at = from
  if (first !== openingBrace && first !== openingBracket) {
    while (at < bytes.length && !mayFollow(bytes[at] as number)) at++
    return at
  }
  let depth = 0
  while (at < bytes.length) {
    const byte = bytes[at]
    if (byte === quote) {
      at = endOfText(bytes, at)
      continue
    }
    at++
    if (byte === openingBrace || byte === openingBracket) depth++
    else if ((byte === closingBrace || byte === closingBracket) && --depth === 0) break
  }
  return at
}

/** Whether it may follow a number, or a word. */
function mayFollow(byte: number): boolean {
  return byte === comma || byte === closingBrace || byte === closingBracket || byte <= 0x20
}
