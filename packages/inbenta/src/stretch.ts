import { haveActed, numberAt } from './activity.ts'
import type { ByteTools } from './byte-tools.ts'
import { mayEndAt } from './end-of-object.ts'
import { openingBrace } from './json-bytes.ts'
import type { Members } from './members.ts'
import type { WireAgent } from './payload.ts'

/** What the payload before was. */
export interface Known {
  readonly bytes: Uint8Array
  readonly spans: readonly number[]
  readonly agents: readonly WireAgent[]
  readonly activity: readonly (number | undefined)[]
  /** Looked up when the first of an agent's texts differs. */
  readonly members: (Members | null | undefined)[]
}

/**
 * The place in the list, before which all agents from `first` on stand here in the bytes as they stood one after another in
 * the payload before, but for the digits of their last activity; `first` where not even that one does. What these say is
 * put into `activity`, by the places in that list. Memory is compared in pieces as long as possible: to begin a comparison
 * costs as much as comparing a thousand bytes does.
 */
export function stretch(
  tools: ByteTools,
  bytes: Uint8Array,
  at: number,
  known: Known,
  first: number,
  activity: (number | undefined)[],
): number {
  const { spans, members, agents } = known
  const shift = at - (spans[2 * first] as number)
  // All agents before `sure` are known to be the same, and all bytes before `from`.
  let sure = first
  let from = spans[2 * first] as number
  let i = first
  for (; i < agents.length; i++) {
    const start = spans[2 * i] as number
    const end = spans[2 * i + 1] as number
    if (!mayStand(bytes, start + shift, end + shift)) break
    const place = members[i]?.activity
    activity[i] = known.activity[i]
    // One look at the digits tells most who acted from those who did not.
    if (place === undefined || !haveActed(bytes, start + shift, known.bytes, start, place)) continue
    const digits = start + place.at
    const now = numberAt(bytes, digits + shift, place.digits)
    if (now === undefined) break
    if (!tools.same(bytes, from + shift, known.bytes, from, digits - from))
      return upTo(tools, bytes, shift, known, sure, i, from)
    activity[i] = now
    sure = i
    from = digits + place.digits
  }
  if (i === first) return first
  const end = spans[2 * i - 1] as number
  return tools.same(bytes, from + shift, known.bytes, from, end - from)
    ? i
    : upTo(tools, bytes, shift, known, sure, i, from)
}

/** The place of the first of these agents who is not the same, looked at one by one. */
function upTo(
  tools: ByteTools,
  bytes: Uint8Array,
  shift: number,
  known: Known,
  first: number,
  last: number,
  from: number,
): number {
  let compared = from
  for (let i = first; i < last; i++) {
    const end = known.spans[2 * i + 1] as number
    if (!tools.same(bytes, compared + shift, known.bytes, compared, end - compared)) return i
    compared = end
  }
  return last
}

/** Whether an object may stand between these places that is an entry of a list. */
function mayStand(bytes: Uint8Array, from: number, to: number): boolean {
  return bytes[from] === openingBrace && mayEndAt(bytes, to)
}
