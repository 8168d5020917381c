import { drawMark, near, type Mark } from '../mark/mark.ts'
import { markup, type Markup } from '../markup/markup.ts'
import type { Metric } from '../metric/metric.ts'
import { shorten } from '../words/shorten.ts'
import { textWidth } from '../words/text-width.ts'
import { axis, type Axis } from './axis.ts'
import type { Drawing, Room } from './figure.ts'
import { placeLabels, type Box } from './place-labels.ts'
import { rule, text } from './text.ts'

/** A strategy among two figures of merit. */
export interface Point {
  readonly name: string
  readonly mark: Mark
  readonly onFront: boolean
  readonly x: number
  readonly y: number
  readonly xInterval: readonly [number, number] | null
  readonly yInterval: readonly [number, number] | null
}

const size = 12
const left = 52
const top = 30

/** Points with intervals both ways, each with its name; those on the front have a ring. */
export function paretoPlot(points: readonly Point[], xMetric: Metric, yMetric: Metric, room: Room): Drawing {
  const [width, height] = room === 'wide' ? [720, 400] : [344, 420]
  const right = width - 16
  const bottom = height - 48
  const xs = points.flatMap(({ x, xInterval }) => [x, ...(xInterval ?? [])])
  const ys = points.flatMap(({ y, yInterval }) => [y, ...(yInterval ?? [])])
  const x = axis(xMetric.unit, xs, left + 14, right - 14, room === 'wide' ? 7 : 4)
  const y = axis(yMetric.unit, ys, bottom - 14, top + 14, 5)
  return {
    width,
    height,
    content: [
      x.ticks.map(({ at }) => rule(at, top, at, bottom, 'grid')),
      y.ticks.map(({ at }) => rule(left, at, right, at, 'grid')),
      rule(left, bottom, right, bottom, 'axis'),
      rule(left, top, left, bottom, 'axis'),
      x.ticks.map(({ at, label }) => text(at, bottom + 18, label, 'tick', 'middle')),
      y.ticks.map(({ at, label }) => text(left - 8, at + 4, label, 'tick', 'end')),
      text(0, 14, `${yMetric.short}${better(yMetric, '↓', '↑')}`, 'muted'),
      text(right, bottom + 38, `${xMetric.short}${better(xMetric, '←', '→')}`, 'muted', 'end'),
      points.map((point) => crossOf(point, x, y)),
      points.map((point) => dotOf(point, x, y)),
      names(points, x, y, [left + 4, top, right, bottom - 2], room === 'wide' ? 170 : 116),
    ],
  }
}

function better({ wants }: Metric, less: string, more: string): string {
  return wants === null ? '' : ` (better ${wants === 'less' ? less : more})`
}

function crossOf({ mark, x, y, xInterval, yInterval }: Point, xAxis: Axis, yAxis: Axis): Markup {
  const [atX, atY] = [near(xAxis.at(x)), near(yAxis.at(y))]
  const across = xInterval === null ? '' : `M${near(xAxis.at(xInterval[0]))},${atY}H${near(xAxis.at(xInterval[1]))}`
  const upright = yInterval === null ? '' : `M${atX},${near(yAxis.at(yInterval[0]))}V${near(yAxis.at(yInterval[1]))}`
  return markup`<path class="cross ${mark.ink}" d="${across}${upright}"/>`
}

function dotOf({ mark, onFront, x, y }: Point, xAxis: Axis, yAxis: Axis): Markup {
  const [atX, atY] = [near(xAxis.at(x)), near(yAxis.at(y))]
  return markup`${onFront && markup`<circle class="ring" cx="${atX}" cy="${atY}" r="9"/>`}${drawMark(mark, atX, atY, 60)}`
}

function names(points: readonly Point[], x: Axis, y: Axis, frame: Box, longest: number): readonly Markup[] {
  const labels = points.map(({ name }) => shorten(name, longest, size))
  const around = points.map((point): Box => {
    const [atX, atY] = [x.at(point.x), y.at(point.y)]
    return [atX - 9, atY - 9, atX + 9, atY + 9]
  })
  const wanted = points.map((point, place) => ({
    x: x.at(point.x),
    y: y.at(point.y),
    width: textWidth(labels[place] ?? '', size),
    height: 17,
  }))
  return placeLabels(wanted, frame, around).flatMap((placed, place) => {
    const label = wanted[place]
    if (placed === undefined || label === undefined) return []
    const toLeft = placed.left + label.width / 2 < label.x
    const baseline = placed.top + 13
    const edge = toLeft ? placed.left + label.width : placed.left
    return [
      placed.far ? rule(label.x, label.y, edge, placed.top + 9, 'leader') : markup``,
      text(edge, baseline, labels[place] ?? '', 'halo', toLeft ? 'end' : 'start'),
    ]
  })
}
