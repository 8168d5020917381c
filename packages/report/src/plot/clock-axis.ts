import type { Axis } from './axis.ts'
import { axis } from './axis.ts'

const day = 86_400

/** Seconds of a repeating period: a day by the clock, anything else by time passed. */
export function clockAxis(period: number, from: number, to: number): Axis {
  const wide = to - from > 300
  if (period !== day) return axis('seconds', [0, period], from, to, wide ? 7 : 4)
  const at = (value: number): number => from + (value / day) * (to - from)
  const every = wide ? 3 : 6
  const ticks = Array.from({ length: 24 / every + 1 }, (_, place) => {
    const value = place * every * 3600
    return { at: at(value), value, label: `${String(place * every).padStart(2, '0')}:00` }
  })
  return { at, ticks: to - from > 200 ? ticks : ticks.filter((_, place) => place % 2 === 0) }
}
