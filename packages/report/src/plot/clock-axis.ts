import { axis, type Axis } from './axis.ts'

const hour = 3600
const day = 24 * hour
/** Room for `00:00` and a gap, pixels. */
const room = 52

/** The part of a repeating period, in seconds, that is worth showing. */
export interface Extent {
  readonly period: number
  readonly begin: number
  readonly end: number
}

/** From the first to the last slice in which anything came; of a day, in steps of three hours. */
export function extentOf(period: number, offered: readonly number[]): Extent {
  const first = offered.findIndex((count) => count > 0)
  if (first < 0) return { period, begin: 0, end: period }
  const last = offered.findLastIndex((count) => count > 0)
  const begin = (first / offered.length) * period
  const end = ((last + 1) / offered.length) * period
  if (period !== day) return { period, begin, end }
  const step = 3 * hour
  return { period, begin: Math.floor(begin / step) * step, end: Math.ceil(end / step - 1e-9) * step }
}

/** Seconds of a repeating period: a day by the clock, anything else by time passed. */
export function clockAxis({ period, begin, end }: Extent, from: number, to: number): Axis {
  if (period !== day) return axis('seconds', [begin, end], from, to, to - from > 300 ? 7 : 4, 'exact')
  const at = (value: number): number => from + ((value - begin) / (end - begin)) * (to - from)
  const every = [1, 2, 3, 6, 12].find((hours) => at(begin + hours * hour) - from >= room) ?? 24
  const hours = Array.from({ length: 25 }, (_, place) => place * hour)
  const ticks = hours
    .filter((value) => value >= begin && value <= end && (value / hour) % every === 0)
    .map((value) => ({ at: at(value), value, label: `${String(value / hour).padStart(2, '0')}:00` }))
  return { at, ticks }
}
