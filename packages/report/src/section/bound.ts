import type { Comparison } from '@pointsman/simulator'
import type { Contender } from '../page/contender.ts'
import { figureText, figureTexts, joined } from '../metric/figure-text.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { figure, svg } from '../plot/figure.ts'
import { intervalPlot, type Row } from '../plot/interval-plot.ts'
import { section } from './section.ts'

/** How far each strategy is from what no routing could beat. */
export function bound({ bound: known }: Comparison, contenders: readonly Contender[]): Markup {
  const heading = 'Room for improvement'
  const lead =
    'How far each strategy’s mean wait lies above what no routing could beat: the most that a better rule could still gain.'
  if (known === undefined)
    return section('bound', heading, lead, markup`<p>For a scenario like this no bound is known.</p>`)
  const above = new Map(Object.entries(known.above))
  const shown = contenders.flatMap(({ name, mark }) => {
    const estimate = above.get(name)
    return estimate === undefined ? [] : [{ name, mark, estimate }]
  })
  const texts = figureTexts(
    'seconds',
    shown.map(({ estimate }) => estimate),
  )
  const rows = shown.map(({ name, mark, estimate: { mean, ci95 } }, place): Row => ({
    name,
    mark,
    value: mean,
    interval: ci95,
    words: joined(texts[place]),
  }))
  const { value, spread } = figureText('seconds', known.estimate)
  const description = rows.map(({ name, words }) => `${name}: ${words}`).join('; ')
  const drawing = intervalPlot({ unit: 'seconds', rows, against: 0 })
  return section('bound', heading, lead, [
    markup`<p class="big"><b>${value}</b>${spread !== undefined && markup` <span class="spread">${spread}</span>`} <span class="note">mean wait at the bound (${known.kind})</span></p>`,
    rows.length > 0 &&
      figure(
        markup`<div class="panels">${svg({ id: 'bound-plot', title: 'Mean wait above the bound', description }, drawing)}</div>`,
        'How to read it: the upright line is the bound, and the mark how much longer chats wait on average, paired by replication.',
      ),
    markup`<p class="explained">${known.text}</p>`,
  ])
}
