import type { Contender } from '../page/contender.ts'
import { figureTexts, joined } from '../metric/figure-text.ts'
import type { Metric } from '../metric/metric.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { svg } from '../plot/figure.ts'
import { intervalPlot, type Row } from '../plot/interval-plot.ts'

/** A metric each: every strategy's mean with its interval. */
export function intervalPanels(contenders: readonly Contender[], metrics: readonly Metric[], id: string): Markup {
  return markup`<div class="panels">${metrics.map((one) => panel(contenders, one, `${id}-${one.name}`))}</div>`
}

function panel(contenders: readonly Contender[], one: Metric, id: string): Markup {
  const estimates = contenders.map(({ result }) => result.metrics[one.name] ?? { mean: null, ci95: null })
  const texts = figureTexts(one.unit, estimates)
  const rows = contenders.map(({ name, mark }, place): Row => {
    const { mean = null, ci95 = null } = estimates[place] ?? {}
    return { name, mark, value: mean, interval: ci95, words: joined(texts[place]) }
  })
  const description = rows.map(({ name, words }) => `${name}: ${words}`).join('; ')
  const title = `${one.short}: ${one.meaning}`
  return markup`<div class="panel"><h3>${one.short}${hint(one)}</h3>${svg({ id, title, description }, intervalPlot({ unit: one.unit, rows }))}<p class="note">${sentence(one.meaning)}</p></div>`
}

function hint({ wants }: Metric): Markup | null {
  if (wants === null) return null
  return markup` <small>${wants === 'less' ? 'less is better' : 'more is better'}</small>`
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
}
