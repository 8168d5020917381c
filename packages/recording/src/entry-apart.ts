/** A journal line, its event apart from the rest. */
export interface EntryApart {
  /** The entry, with null in place of the event. */
  readonly entry: Readonly<Record<string, unknown>>
  readonly event: Buffer
}

const start = Buffer.from('{"v":1,"at":')
const middle = Buffer.from(',"source":"inbenta","event":{"trigger":')
const eventAfter = Buffer.from(',"source":"inbenta","event":').length
const afterEvent = Buffer.from('},"answer":')
/** What follows the event is as long at most, or the line is read as any other. */
const longestRest = 4096
/** Of milliseconds. */
const mostDigits = 15

/**
 * Takes a line apart without parsing the event, where it is written as we write them: an instant in whole milliseconds, Inbenta, the
 * event, and at most an answer and a decision. Undefined where it is not. Whether the event is JSON is not known; if it is, it is the
 * entry's, as no JSON object is the beginning of another.
 */
export function entryApart(line: Buffer): EntryApart | undefined {
  if (!hasAt(line, 0, start)) return undefined
  let place = start.length
  let at = 0
  for (; isDigit(line[place]) && place - start.length < mostDigits; place++)
    at = 10 * at + (line[place] as number) - zero
  if (place === start.length || line[start.length] === zero || !hasAt(line, place, middle)) return undefined
  const from = place + eventAfter
  const to = endOfEvent(line, from)
  const rest = restOf(line, to)
  if (rest === undefined) return undefined
  return { entry: { v: 1, at, source: 'inbenta', event: null, ...rest }, event: line.subarray(from, to) }
}

const zero = 48

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= zero && byte < zero + 10
}

function hasAt(line: Buffer, place: number, text: Buffer): boolean {
  for (let i = 0; i < text.length; i++) if (line[place + i] !== text[i]) return false
  return true
}

/** Before the last answer, or before the last brace. */
function endOfEvent(line: Buffer, from: number): number {
  const least = Math.max(from, line.length - longestRest)
  for (let place = line.length - afterEvent.length; place >= least; place--) {
    if (hasAt(line, place, afterEvent)) return place + 1
  }
  return line.length - 1
}

/** What the entry says after its event; undefined: it is written in another way, and may name something twice. */
function restOf(line: Buffer, to: number): Readonly<Record<string, unknown>> | undefined {
  if (to === line.length - 1) return line[to] === closing ? {} : undefined
  const text = `{${line.toString('utf8', to + 1)}`
  try {
    const rest = JSON.parse(text) as Readonly<Record<string, unknown>>
    const known = Object.keys(rest).every((name) => name === 'answer' || name === 'decision')
    return known && JSON.stringify(rest) === text ? rest : undefined
  } catch {
    return undefined
  }
}

const closing = 125
