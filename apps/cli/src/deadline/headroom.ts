import { deadlineMs } from './deadline-ms.ts'

/** A latency at one place: a roster's size. */
export interface Point {
  readonly at: number
  readonly ms: number
}

/** A power law through the points, by least squares: log ms is a straight line in log `at`. */
export interface Fit {
  /** The slope found: ms grew as `at` to this power. */
  readonly exponent: number
  /** The range of the points it goes through. */
  readonly from: number
  readonly to: number
  readonly points: number
}

/** Where a latency crosses the deadline. */
export type Headroom =
  /** Still in time at `below`, not at `at`: both measured. */
  | { readonly kind: 'measured'; readonly below: number | null; readonly at: number }
  /** Beyond everything measured: carried on from the largest size, as `at` to the power `growth`. */
  | { readonly kind: 'extrapolated'; readonly at: number; readonly growth: number; readonly fit: Fit }
  | { readonly kind: 'unknown'; readonly why: 'too few sizes' | 'nothing was answered' }

const overheads = 100

/**
 * Where the latency crosses the deadline. Measured, where a point is over it. Otherwise said to be extrapolated: from the
 * largest size on it grows with the exponent of the fit through the points from 100 on, of which it takes two (below, what
 * every question costs hides what an agent costs), but at least in proportion: every agent has to be read, and a flatter
 * slope is noise.
 */
export function headroomOf(points: readonly Point[]): Headroom {
  const sorted = [...points].sort((a, b) => a.at - b.at)
  const over = sorted.findIndex(({ ms }) => ms > deadlineMs)
  if (over >= 0) return { kind: 'measured', below: sorted[over - 1]?.at ?? null, at: (sorted[over] as Point).at }
  const used = sorted.filter(({ at }) => at >= overheads)
  const [first, last] = [used[0], used.at(-1)]
  if (first === undefined || last === undefined || first.at === last.at)
    return { kind: 'unknown', why: 'too few sizes' }
  const xs = used.map(({ at }) => Math.log(at))
  const ys = used.map(({ ms }) => Math.log(ms))
  const [x, y] = [mean(xs), mean(ys)]
  const exponent =
    mean(xs.map((each, i) => (each - x) * ((ys[i] as number) - y))) / mean(xs.map((each) => (each - x) ** 2))
  const growth = Math.max(1, exponent)
  const at = last.at * (deadlineMs / last.ms) ** (1 / growth)
  return { kind: 'extrapolated', at, growth, fit: { exponent, from: first.at, to: last.at, points: used.length } }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length
}
