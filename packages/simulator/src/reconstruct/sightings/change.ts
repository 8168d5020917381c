import { hashId } from '@pointsman/core'
import type { ChatRecord } from './chat-record.ts'
import type { OpenStint } from './open-stint.ts'

/** What two looks at an agent show to have happened in between: a chat over, one begun, or one refused. */
export interface Change {
  /** The chat that was over. */
  readonly stint?: OpenStint
  /** The chat that was begun or refused. */
  readonly chat?: ChatRecord
  /** It happened after this. */
  readonly lo: number
  /** Chats in hand more. */
  readonly by: -1 | 0 | 1
  /** It is the chat that is asked for now. */
  readonly asked?: boolean
}

/** A change, when it is taken to have happened, and whether that is known, as it was the last one. */
export type TimedChange = Change & { readonly at: number; readonly last: boolean }

/** Whoever is named has the chat at once. */
const atOnce = 1e-3

/**
 * Which of the changes was the last, when it is known that the last one was at `until`: drawn by how likely each is to have been.
 * Of things that happened in (lo, until], one was the last with the weight f(until) / F(until), its density there over
 * the chance that it had happened by then: chats end at any time alike, answers come after `answer` seconds in the mean.
 */
export function lastOf(changes: readonly Change[], until: number, answer: number): Change | undefined {
  const [first] = changes
  if (changes.length <= 1 || first === undefined) return first
  const weights = changes.map(({ lo, stint }) => {
    const passed = Math.max(1e-6, until - lo)
    if (stint !== undefined || Number.isNaN(answer) || passed === Infinity) return 1 / passed
    const mean = Math.max(atOnce, answer)
    return 1 / mean / Math.expm1(passed / mean)
  })
  let draw = lot(changes) * weights.reduce((sum, weight) => sum + weight, 0)
  for (const [i, weight] of weights.entries()) {
    draw -= weight
    if (draw < 0) return changes[i]
  }
  return first
}

/**
 * The changes in the order in which they are taken to have happened: ends spread evenly, answers `answer` seconds after they
 * may have come, which is not known to be more than 0 where it is NaN.
 */
export function inOrder(
  changes: readonly Change[],
  known: Change | undefined,
  from: number,
  until: number,
  answer: number,
): readonly TimedChange[] {
  const ended = changes.filter((change) => change.by === -1 && change !== known).length
  let over = 0
  const timed = changes.map((change): TimedChange => {
    const last = change === known
    if (last) return { ...change, at: until, last }
    const lo = Math.max(from, change.lo)
    const passed = until - lo
    const after = change.by === -1 ? (passed * ++over) / (ended + 1) : Math.min(passed / 2, answer > 0 ? answer : 0)
    return { ...change, at: lo + after, last }
  })
  return timed.length === 1 ? timed : timed.toSorted((a, b) => Number(a.last) - Number(b.last) || a.at - b.at)
}

/** From 0 to 1, the same for the same changes. */
function lot(changes: readonly Change[]): number {
  let sum = 0
  for (const { chat, stint } of changes) sum = (sum + (hashId(stint?.chat ?? chat?.id ?? '') >>> 0)) >>> 0
  return sum / 2 ** 32
}
