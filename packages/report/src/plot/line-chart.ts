import { line } from 'd3-shape'
import { drawMark, near, type Mark } from '../mark/mark.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { shorten } from '../words/shorten.ts'
import { textWidth } from '../words/text-width.ts'
import type { Axis } from './axis.ts'
import type { Drawing } from './figure.ts'
import { spread } from './spread.ts'
import { rule, text } from './text.ts'

/** A strategy's line: points in the units of the axes; null parts it. */
export interface Line {
  readonly name: string
  readonly mark: Mark
  readonly points: readonly (readonly [number, number | null])[]
}

/** The frame of a chart: the axes are made for the room that is left for them. */
export interface LineChart {
  readonly width: number
  readonly height: number
  readonly lines: readonly Line[]
  readonly xAxis: (from: number, to: number) => Axis
  readonly yAxis: (from: number, to: number) => Axis
  /** Said above the upright axis and at the end of the other one. */
  readonly yTitle: string
  readonly xTitle: string
  /** Where the lines are named: beside their ends, under the chart, or nowhere. */
  readonly names: 'beside' | 'below' | 'none'
  /** Drawn below the lines, such as how many chats came. */
  readonly ground?: (x: Axis, top: number, bottom: number) => Markup
}

const size = 12
const left = 44
const top = 26
const rowHeight = 18

/** Lines over two axes. */
export function lineChart(chart: LineChart): Drawing {
  const { width, height, lines, names } = chart
  const widest = lines.reduce((most, { name }) => Math.max(most, textWidth(name, size)), 0)
  const beside = names === 'beside' ? Math.min(180, widest + 34) : 0
  const right = width - Math.max(beside, 22)
  const bottom = height - 42
  const x = chart.xAxis(left, right)
  const y = chart.yAxis(bottom, top)
  const extra = names === 'below' ? lines.length * rowHeight + 8 : 0
  return {
    width,
    height: height + extra,
    content: [
      y.ticks.map(({ at }) => rule(left, at, right, at, 'grid')),
      y.ticks.map(({ at, label }) => text(left - 8, at + 4, label, 'tick', 'end')),
      x.ticks.map(({ at }) => rule(at, bottom, at, bottom + 4, 'axis')),
      rule(left, bottom, right, bottom, 'axis'),
      x.ticks.map(({ at, label }) => text(at, bottom + 18, label, 'tick', 'middle')),
      text(0, 12, chart.yTitle, 'muted'),
      text(right, bottom + 36, chart.xTitle, 'muted', 'end'),
      chart.ground?.(x, top, bottom),
      lines.map((one, place) => drawLine(one, marksAt(place, lines.length, left, right), x, y)),
      names === 'beside' && besideNames(lines, y, right, beside, bottom),
      names === 'below' && lines.map((one, place) => nameOf(one, left, height + 8 + place * rowHeight, width - left)),
    ],
  }
}

/** Where a line's marks lie across: at three places that are others than its neighbours'. */
function marksAt(place: number, count: number, from: number, to: number): readonly number[] {
  return [0, 1, 2].map((turn) => from + ((turn + (place + 0.5) / count) / 3) * (to - from))
}

/** The line, with the mark of its strategy on it. */
function drawLine({ mark, points }: Line, across: readonly number[], x: Axis, y: Axis): Markup {
  const path = line<readonly [number, number | null]>()
    .defined(([, value]) => value !== null)
    .x(([at]) => near(x.at(at)))
    .y(([, value]) => near(y.at(value ?? 0)))
  const dash = mark.dash !== '' && markup` stroke-dasharray="${mark.dash}"`
  const marked = across.map((wanted) => points.find(([at]) => x.at(at) >= wanted))
  const marks = marked.map((point) => {
    if (point === undefined || point[1] === null) return null
    return drawMark(mark, x.at(point[0]), y.at(point[1]), 36)
  })
  return markup`<path class="line ${mark.ink}"${dash} d="${path(points) ?? ''}"/>${marks}`
}

/** Names at the right, each as near to the end of its line as the others let it. */
function besideNames(lines: readonly Line[], y: Axis, right: number, room: number, bottom: number): Markup[] {
  const ends = lines.map(({ points }) => points.findLast(([, value]) => value !== null)?.[1] ?? 0)
  const sums = lines.map(({ points }) => points.reduce((sum, [, value]) => sum + (value ?? 0), 0))
  const order = lines.map((_, place) => place).sort((a, b) => falling(ends, a, b) || falling(sums, a, b) || a - b)
  const wanted = order.map((place) => y.at(ends[place] ?? 0))
  const places = spread(wanted, rowHeight, top, bottom)
  return order.map((place, turn) => nameOf(lines[place] as Line, right + 10, places[turn] ?? 0, room - 10))
}

function falling(of: readonly number[], a: number, b: number): number {
  return Math.sign((of[b] ?? 0) - (of[a] ?? 0))
}

/** The mark on a piece of the line, and the name. */
function nameOf({ name, mark }: Line, x: number, y: number, room: number): Markup {
  const dash = mark.dash !== '' && markup` stroke-dasharray="${mark.dash}"`
  return markup`<path class="line ${mark.ink}"${dash} d="M${near(x)},${near(y)}h16"/>${drawMark(mark, x + 8, y, 36)}${text(x + 22, y + 4, shorten(name, room - 24, size))}`
}
