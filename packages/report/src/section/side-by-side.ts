import type { Difference } from '@pointsman/simulator'
import type { Contender } from '../page/contender.ts'
import { effect, effectText } from '../metric/effect.ts'
import { figureTexts, type FigureText } from '../metric/figure-text.ts'
import { findingOf } from '../metric/finding-of.ts'
import type { Metric } from '../metric/metric.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { figure } from '../plot/figure.ts'
import { listOf } from '../words/list-of.ts'
import { intervalPanels } from './interval-panels.ts'
import { keyMark } from './key-mark.ts'
import { section } from './section.ts'
import { shownMetrics } from './shown-metrics.ts'

const inTable = [
  'waitMean',
  'waitP95',
  'serviceLevel',
  'abandonRate',
  'lostRate',
  'rejectRate',
  'expireRate',
  'occupancyGini',
]
const inPlots = ['waitMean', 'waitP95', 'serviceLevel', 'abandonRate', 'lostRate']

/** Every strategy's means with their intervals, as a table and as plots. */
export function sideBySide(contenders: readonly Contender[], baseline: string): Markup {
  const { shown, never } = shownMetrics(contenders, inTable)
  const heading = 'The strategies side by side'
  const lead = markup`The mean of each figure, and after ± half its 95 % interval. <b>Better</b> and <b>worse</b> are said against <bdi>${baseline}</bdi>, where the paired difference is sure after Holm's correction.`
  if (shown.length + never.length === 0)
    return section('strategies', heading, lead, markup`<p>Nothing was measured of any strategy.</p>`)
  const plotted = shown.filter(({ name }) => inPlots.includes(name))
  return section('strategies', heading, lead, [
    table(contenders, shown),
    notes(contenders, shown, never, baseline),
    figure(
      intervalPanels(contenders, plotted, 'means'),
      'How to read it: the mark is the mean, the bar its 95 % interval. Bars that overlap may still differ surely: see the paired differences.',
    ),
  ])
}

/** What the table leaves unsaid. */
function notes(
  contenders: readonly Contender[],
  shown: readonly Metric[],
  never: readonly Metric[],
  baseline: string,
): Markup {
  const others = contenders.filter(({ isBaseline }) => !isBaseline)
  const judged = (name: string): boolean => others.some(({ versus }) => typeof versus.get(name)?.pHolm === 'number')
  const unjudged = others.length === 0 ? [] : shown.filter(({ name }) => !judged(name))
  const same = others.filter(({ versus }) => isSame([...versus.values()]))
  return markup`<div class="note">${same.map(
    ({ name }) => markup`<p><bdi>${name}</bdi> did exactly as <bdi>${baseline}</bdi> did: every difference is 0.</p>`,
  )}${unjudged.length > 0 && markup`<p>Shown but not judged: ${listOf(unjudged.map(({ label }) => label))}.</p>`}${never.length > 0 && markup`<p>Never under any strategy: ${listOf(never.map(({ label }) => label))}.</p>`}</div>`
}

/** Whether nothing ever differed, replication by replication. */
function isSame(differences: readonly Difference[]): boolean {
  const known = differences.filter(({ difference }) => difference !== null)
  return known.length > 0 && known.every(({ difference, p }) => difference === 0 && p === 1)
}

function table(contenders: readonly Contender[], metrics: readonly Metric[]): Markup {
  const texts = metrics.map((one) =>
    figureTexts(
      one.unit,
      contenders.map(({ result }) => result.metrics[one.name] ?? { mean: null, ci95: null }),
    ),
  )
  const head = metrics.map(({ short }) => markup`<th scope="col" role="columnheader">${short}</th>`)
  const rows = contenders.map(
    (contender, line) =>
      markup`<tr role="row"${contender.isBest && markup` class="best"`}><th scope="row" role="rowheader">${keyMark(contender.mark)}<bdi>${contender.name}</bdi>${tags(contender)}</th>${metrics.map((one, place) => cell(contender, one, texts[place]?.[line]))}</tr>`,
  )
  return markup`<table role="table" class="cards"><caption>Means of ${String(metrics.length)} figures by strategy</caption><thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Strategy</th>${head}</tr></thead><tbody role="rowgroup">${rows}</tbody></table>`
}

function tags({ isBaseline, isBest }: Contender): Markup {
  return markup`${isBaseline && markup` <span class="tag">baseline</span>`}${isBest && markup` <span class="tag">deploy</span>`}`
}

function cell({ versus }: Contender, one: Metric, figureText: FigureText | undefined): Markup {
  const { value = '–', spread } = figureText ?? {}
  const found = versus.get(one.name)
  const finding = found === undefined ? 'unsure' : findingOf(one, found)
  const said =
    found === undefined || (finding !== 'better' && finding !== 'worse')
      ? null
      : markup`<span class="finding ${finding}"><span>${effectText(effect(one, found)).value}</span> ${finding}</span>`
  return markup`<td role="cell" data-label="${one.short}"><b>${value}</b>${spread !== undefined && markup` <span class="spread">${spread}</span>`}${said}</td>`
}
