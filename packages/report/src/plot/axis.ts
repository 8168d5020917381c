import { scaleLinear, type ScaleLinear } from 'd3-scale'
import { formatOf, written, type Format } from '../metric/format.ts'
import type { Unit } from '../metric/metric.ts'
import { textWidth } from '../words/text-width.ts'

/** A straight axis: where figures lie and which ticks are labelled. */
export interface Axis {
  readonly at: (value: number) => number
  readonly ticks: readonly { readonly at: number; readonly label: string; readonly value: number }[]
}

/** An axis over these figures from pixel `from` to pixel `to`, with round ends and as many ticks as have room. */
export function axis(unit: Unit, figures: readonly number[], from: number, to: number, wanted: number): Axis {
  const [least, most] = span(figures)
  const { by } = formatOf(unit, Math.max(Math.abs(least), Math.abs(most)), 1)
  const scale = scaleLinear([least / by, most / by], [from, to]).nice(wanted)
  return { at: (value) => scale(value / by), ticks: spaced(scale, by, unit, wanted) }
}

function spaced(scale: ScaleLinear<number, number>, by: number, unit: Unit, wanted: number): Axis['ticks'] {
  const upright = isUpright(scale)
  for (let count = wanted; count >= 1; count -= 1) {
    const values = scale.ticks(count)
    const step = values.length > 1 ? Math.abs((values[1] ?? 0) - (values[0] ?? 0)) : 0
    const [low = 0, high = 0] = scale.domain()
    const format: Format = { ...formatOf(unit, Math.max(-low, high) * by, step * by), by }
    const ticks = values.map((value) => ({ at: scale(value), value: value * by, label: written(value * by, format) }))
    const room = (label: string): number => (upright ? 16 : textWidth(label, 11) + 8)
    const fits = ticks.every(({ at, label }, place) => {
      const next = ticks[place + 1]
      return next === undefined || Math.abs(next.at - at) >= (room(label) + room(next.label)) / 2
    })
    if (fits) return ticks
  }
  return []
}

function isUpright(scale: ScaleLinear<number, number>): boolean {
  const [from = 0, to = 0] = scale.range()
  return from > to
}

/** The least and the largest, apart also where all are one but for rounding. */
function span(figures: readonly number[]): readonly [number, number] {
  const finite = figures.filter((figure) => Number.isFinite(figure))
  if (finite.length === 0) return [0, 1]
  const least = finite.reduce((one, other) => Math.min(one, other))
  const most = finite.reduce((one, other) => Math.max(one, other))
  const largest = Math.max(-least, most)
  if (most - least > Math.max(1e-12, largest * 1e-9)) return [least, most]
  return largest > 1e-12 ? [least - largest / 10, most + largest / 10] : [Math.min(0, least), 1]
}
