import { drawMark, near, type Mark } from '../mark/mark.ts'
import { markup, type Markup } from '../markup/markup.ts'
import type { Unit } from '../metric/metric.ts'
import { shorten } from '../words/shorten.ts'
import { textWidth } from '../words/text-width.ts'
import { axis, type Axis } from './axis.ts'
import type { Drawing } from './figure.ts'
import { text } from './text.ts'

/** A line of the plot: a name, its figure in words, a dot and an interval. */
export interface Row {
  readonly name: string
  readonly mark: Mark
  readonly words: string
  readonly value: number | null
  readonly interval: readonly [number, number] | null
}

export interface IntervalPlot {
  readonly unit: Unit
  readonly rows: readonly Row[]
  /** A figure to which all are held: drawn as a line through the plot. */
  readonly against?: number
  /** Said under the axis at its left and right end, such as which way is better. */
  readonly ends?: readonly [string, string]
  /** Figures that the axis must reach though no row has them, so that several plots share one. */
  readonly reach?: readonly number[]
}

const width = 344
// Faces are hinted: text that ends at the edge may reach a pixel beyond it.
const right = width - 2
const rowHeight = 38
const size = 12
const inset = 8

/** Dots with intervals, a row each: the name and the figure above, so that long names have room and nothing can collide. */
export function intervalPlot({ unit, rows, against, ends, reach = [] }: IntervalPlot): Drawing {
  const figures = rows.flatMap(({ value, interval }) => [...(value === null ? [] : [value]), ...(interval ?? [])])
  const all = [...figures, ...reach, ...(against === undefined ? [] : [against])]
  const scale = axis(unit, all, inset, width - inset, 5)
  const bottom = rows.length * rowHeight
  return {
    width,
    height: bottom + (ends === undefined ? 20 : 36),
    content: [
      uprights(
        scale.ticks.map(({ at }) => at),
        rows.length,
        'grid',
      ),
      against !== undefined && uprights([scale.at(against)], rows.length, 'against'),
      rows.map((row, place) => drawRow(row, place * rowHeight, scale)),
      tickLabels(scale.ticks, bottom + 14),
      ends !== undefined && [text(0, bottom + 31, ends[0], 'muted'), text(right, bottom + 31, ends[1], 'muted', 'end')],
    ],
  }
}

function drawRow({ name, mark, words, value, interval }: Row, top: number, scale: Axis): Markup {
  // Figures are in semi-bold, which is wider.
  const room = width - textWidth(words, size) * 1.1 - 20
  const y = top + 25
  const low = interval === null ? 0 : scale.at(interval[0])
  const high = interval === null ? 0 : scale.at(interval[1])
  const bar = interval !== null && markup`<path class="bar ${mark.ink}" d="M${near(low)},${y}H${near(high)}"/>`
  return markup`${text(0, top + 14, shorten(name, room, size))}${text(right, top + 14, words, 'value', 'end')}${bar}${value !== null && drawMark(mark, scale.at(value), y)}`
}

/** Lines through the places of the dots only, so that none runs through the words. */
function uprights(at: readonly number[], count: number, look: string): Markup {
  const tops = Array.from({ length: count }, (_, place) => place * rowHeight + 19)
  const path = at.flatMap((x) => tops.map((y) => `M${near(x)},${y}v13`)).join('')
  return markup`<path class="${look}" d="${path}"/>`
}

/** Centred under their ticks, or drawn in where they would be cut off; one that would then meet the last is left out. */
function tickLabels(ticks: Axis['ticks'], y: number): readonly Markup[] {
  let free = 0
  return ticks.flatMap(({ at, label }) => {
    const half = textWidth(label, 11) / 2
    const centre = Math.min(right - half, Math.max(half, at))
    if (centre - half < free) return []
    free = centre + half + 4
    if (centre > at) return [text(0, y, label, 'tick')]
    return centre < at ? [text(right, y, label, 'tick', 'end')] : [text(at, y, label, 'tick', 'middle')]
  })
}
