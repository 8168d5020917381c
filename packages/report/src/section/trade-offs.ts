import type { Comparison } from '@pointsman/simulator'
import type { Contender } from '../page/contender.ts'
import { metricNamed } from '../metric/metric-named.ts'
import type { Metric } from '../metric/metric.ts'
import { markup, type Markup, type Part } from '../markup/markup.ts'
import { figure, twice } from '../plot/figure.ts'
import { paretoPlot, type Point } from '../plot/pareto-plot.ts'
import { listOf } from '../words/list-of.ts'
import { section } from './section.ts'

/** Which strategies no other beats on everything. */
export function tradeOffs({ pareto }: Comparison, contenders: readonly Contender[]): Markup {
  const metrics = pareto.metrics.map(({ name, wants }): Metric => ({ ...metricNamed(name), wants }))
  const lead = markup`Judged by ${listOf(metrics.map(({ label }) => label))} at once. A strategy is on the front unless another is at least as good on all of them and surely better on one.`
  const [x] = metrics
  // The wait against fairness, where that is judged: the trade-off that people ask for.
  const y = metrics.find(({ name }) => ['occupancyGini', 'chatShareJain'].includes(name)) ?? metrics[1]
  const points =
    x === undefined || y === undefined ? [] : contenders.flatMap((each) => pointOf(each, x, y, pareto.front))
  const plot =
    x !== undefined &&
    y !== undefined &&
    points.length > 0 &&
    drawn(
      points,
      x,
      y,
      metrics.filter((one) => one !== x && one !== y),
      pareto.front,
    )
  return section('trade-offs', 'Trade-offs', lead, [plot, inWords(pareto)])
}

function drawn(
  points: readonly Point[],
  x: Metric,
  y: Metric,
  rest: readonly Metric[],
  front: readonly string[],
): Markup {
  const title = `${x.label} against ${y.label}`
  const description = `On the front: ${listOf(front)}.`
  const also = rest.length === 0 ? '' : ` Not drawn, but judged too: ${listOf(rest.map(({ label }) => label))}.`
  return figure(
    twice({ id: 'trade-offs-plot', title, description }, (room) => paretoPlot(points, x, y, room)),
    `How to read it: each strategy lies at its two figures, with their intervals; ${corner(x, y)} is best, and those with a ring are on the front.${also}`,
  )
}

function corner(x: Metric, y: Metric): string {
  return `${y.wants === 'more' ? 'upper' : 'lower'} ${x.wants === 'more' ? 'right' : 'left'}`
}

function pointOf({ name, mark, result }: Contender, x: Metric, y: Metric, front: readonly string[]): readonly Point[] {
  const [across, upright] = [result.metrics[x.name], result.metrics[y.name]]
  if (across === undefined || upright === undefined || across.mean === null || upright.mean === null) return []
  const onFront = front.includes(name)
  return [{ name, mark, onFront, x: across.mean, y: upright.mean, xInterval: across.ci95, yInterval: upright.ci95 }]
}

function inWords({ front, dominatedBy }: Comparison['pareto']): Part {
  const names = (all: readonly string[]): Part =>
    all.map((name, place) => [place > 0 && (place === all.length - 1 ? ' and ' : ', '), markup`<bdi>${name}</bdi>`])
  const beaten = Object.entries(dominatedBy)
  return markup`<ul class="plain"><li><b>On the front:</b> ${front.length > 0 ? names(front) : 'none'}.</li>${beaten.map(
    ([name, by]) => markup`<li><bdi>${name}</bdi> is beaten by ${names(by)}.</li>`,
  )}</ul>`
}
