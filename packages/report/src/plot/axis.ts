import { scaleLinear, type ScaleLinear } from 'd3-scale'
import { formatOf, written } from '../metric/format.ts'
import type { Unit } from '../metric/metric.ts'
import { textWidth } from '../words/text-width.ts'

// Ticks have as many decimals as this, and an axis spans no less than they can tell apart, in its unit.
const decimals = 6
const narrowest = 1e-4

/** A straight axis: where figures lie and which ticks are labelled. */
export interface Axis {
  readonly at: (value: number) => number
  readonly ticks: readonly { readonly at: number; readonly label: string; readonly value: number }[]
}

/**
 * An axis over these figures from pixel `from` to pixel `to`, with as many ticks as have room, and with round ends unless
 * they are to be exact.
 */
export function axis(
  unit: Unit,
  figures: readonly number[],
  from: number,
  to: number,
  wanted: number,
  ends: 'round' | 'exact' = 'round',
): Axis {
  const [least, most] = span(unit, figures)
  const largest = Math.max(Math.abs(least), Math.abs(most))
  const { by } = formatOf(unit, largest, 1)
  const exact = scaleLinear([least / by, most / by], [from, to])
  const scale = ends === 'round' ? exact.nice(wanted) : exact
  return { at: (value) => scale(value / by), ticks: spaced(scale, unit, largest, wanted) }
}

/** As many ticks as have room for their labels. All are in the unit that suits the largest figure, not the end of the axis. */
function spaced(scale: ScaleLinear<number, number>, unit: Unit, largest: number, wanted: number): Axis['ticks'] {
  const upright = isUpright(scale)
  const { by } = formatOf(unit, largest, 1)
  for (let count = wanted; count >= 1; count -= 1) {
    const values = scale.ticks(count)
    const step = values.length > 1 ? Math.abs((values[1] ?? 0) - (values[0] ?? 0)) : 0
    const format = formatOf(unit, largest, step * by, decimals)
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

/** The least and the largest, apart also where all are one, or so nearly that ticks could not tell them apart. */
function span(unit: Unit, figures: readonly number[]): readonly [number, number] {
  const finite = figures.filter((figure) => Number.isFinite(figure))
  if (finite.length === 0) return [0, 1]
  const least = finite.reduce((one, other) => Math.min(one, other))
  const most = finite.reduce((one, other) => Math.max(one, other))
  const largest = Math.max(-least, most)
  const narrow = Math.max(narrowest * formatOf(unit, largest, 1).by, largest * 1e-9)
  if (most - least > narrow) return [least, most]
  const around = largest > narrow ? largest / 10 : 1
  return [least - (least < 0 || largest > narrow ? around : 0), most + around]
}
