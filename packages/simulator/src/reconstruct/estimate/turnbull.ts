import type { Censored } from './censored.ts'

/** A distribution on a few stretches of time; where within a stretch its share lies, nothing tells. */
export interface Masses {
  /** Where each stretch begins and ends, in order; the last may end at Infinity. */
  readonly from: readonly number[]
  readonly to: readonly number[]
  readonly share: readonly number[]
}

/**
 * The likeliest distribution of censored durations, whatever its form (Turnbull 1976): shares of its innermost intervals, by
 * self-consistency (EM) sped up by squared extrapolation (Varadhan and Roland 2008). Truncation counts as in Turnbull's
 * paper: a duration that was seen stands for those that would not have been.
 */
export function turnbull(durations: readonly Censored[], tolerance: number = 1e-7): Masses {
  const { from, to } = innermost(durations)
  const spans = durations.map(({ lo, hi, from: left = 0, until = Infinity, weight = 1 }) => ({
    first: search(from.length, (i) => (from[i] as number) >= lo && (lo === hi || (to[i] as number) > lo)),
    last: lastUpTo(to, hi),
    seenFirst: left > 0 ? search(to.length, (i) => (to[i] as number) > left) : 0,
    seenLast: until < Infinity ? lastUpTo(to, until) : from.length - 1,
    weight,
  }))
  let share: Float64Array = new Float64Array(from.length).fill(1 / from.length)
  const better = (now: Float64Array): Float64Array => emStep(now, spans)
  for (let round = 0; round < 2000; round++) {
    const one = better(share)
    const two = better(one)
    let r2 = 0
    let v2 = 0
    for (let i = 0; i < share.length; i++) {
      const r = (one[i] as number) - (share[i] as number)
      const v = (two[i] as number) - (one[i] as number) - r
      r2 += r * r
      v2 += v * v
    }
    if (Math.sqrt(r2) < tolerance) {
      share = two
      break
    }
    const far = v2 === 0 ? -1 : Math.min(-1, -Math.sqrt(r2 / v2))
    share = better(far === -1 ? two : extrapolated(share, one, two, far))
  }
  return { from, to, share: [...share] }
}

interface Span {
  readonly first: number
  readonly last: number
  readonly seenFirst: number
  readonly seenLast: number
  readonly weight: number
}

function emStep(share: Float64Array, spans: readonly Span[]): Float64Array<ArrayBuffer> {
  const n = share.length
  const upTo = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) upTo[i + 1] = (upTo[i] as number) + (share[i] as number)
  // What each duration adds to the stretches of its interval, as differences, so that a round takes n + durations steps.
  const rise = new Float64Array(n + 1)
  let ghosts = 0
  for (const { first, last, seenFirst, seenLast, weight } of spans) {
    const within = (upTo[last + 1] as number) - (upTo[first] as number)
    const each = weight / Math.max(within, 1e-300)
    rise[first] = (rise[first] as number) + each
    rise[last + 1] = (rise[last + 1] as number) - each
    if (seenFirst === 0 && seenLast === n - 1) continue
    const seen = (upTo[seenLast + 1] as number) - (upTo[seenFirst] as number)
    const hidden = weight / Math.max(seen, 1e-300)
    ghosts += hidden
    rise[seenFirst] = (rise[seenFirst] as number) - hidden
    rise[seenLast + 1] = (rise[seenLast + 1] as number) + hidden
  }
  const next = new Float64Array(n)
  let factor = ghosts
  let total = 0
  for (let i = 0; i < n; i++) {
    factor += rise[i] as number
    next[i] = (share[i] as number) * Math.max(0, factor)
    total += next[i] as number
  }
  for (let i = 0; i < n; i++) next[i] = (next[i] as number) / total
  return next
}

function extrapolated(zero: Float64Array, one: Float64Array, two: Float64Array, far: number): Float64Array {
  const next = new Float64Array(zero.length)
  let total = 0
  for (let i = 0; i < next.length; i++) {
    const r = (one[i] as number) - (zero[i] as number)
    const v = (two[i] as number) - (one[i] as number) - r
    next[i] = Math.max(0, (zero[i] as number) - 2 * far * r + far * far * v)
    // A share that is none stays none, and the jump may go too far.
    if (next[i] === 0) next[i] = (two[i] as number) / 2
    total += next[i] as number
  }
  for (let i = 0; i < next.length; i++) next[i] = (next[i] as number) / total
  return next
}

/** Stretches that begin where an interval begins and end where one ends, with no end in between. */
function innermost(durations: readonly Censored[]): { from: number[]; to: number[] } {
  const ends = durations.flatMap(({ lo, hi, from = 0, until = Infinity }) => [
    { at: lo, order: lo === hi ? 1 : 2, opens: true },
    { at: hi, order: lo === hi ? 1.5 : 1.7, opens: false },
    // Where truncation begins, stretches must not go across.
    ...(from > 0 ? [{ at: from, order: 2, opens: true }] : []),
    ...(until < Infinity ? [{ at: until, order: 1.7, opens: false }] : []),
  ])
  ends.sort((a, b) => a.at - b.at || a.order - b.order)
  const from: number[] = []
  const to: number[] = []
  for (let i = 1; i < ends.length; i++) {
    const [before, now] = [ends[i - 1], ends[i]]
    if (before?.opens !== true || now?.opens !== false) continue
    from.push(before.at)
    to.push(now.at)
  }
  return { from, to }
}

function lastUpTo(to: readonly number[], at: number): number {
  return search(to.length, (i) => (to[i] as number) > at) - 1
}

/** The first place where it holds, as it does from there on; `count` where it never does. */
function search(count: number, holds: (place: number) => boolean): number {
  let low = 0
  let high = count
  while (low < high) {
    const middle = (low + high) >> 1
    if (holds(middle)) high = middle
    else low = middle + 1
  }
  return low
}
