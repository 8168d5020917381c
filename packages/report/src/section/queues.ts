import type { Contender } from '../page/contender.ts'
import { figureTexts } from '../metric/figure-text.ts'
import { markup, type Markup } from '../markup/markup.ts'
import { figure, svg } from '../plot/figure.ts'
import { intervalPlot, type Row } from '../plot/interval-plot.ts'
import { section } from './section.ts'

const shownAtMost = 12

/** Mean wait and service level in each queue, the slowest first. */
export function queues(contenders: readonly Contender[]): Markup {
  const lead =
    'A strategy can help one queue at another’s expense. The mean wait, and after it the service level, by queue.'
  const names = slowestFirst(contenders)
  const heading = 'Queue by queue'
  if (names.length < 2) {
    const only = markup`<p>There is one queue, so its figures are those above.</p>`
    return section('queues', heading, lead, names.length === 1 ? only : markup`<p>There are no queues.</p>`)
  }
  const shown = names.slice(0, shownAtMost)
  const reach = shown.flatMap((queue) => contenders.flatMap((each) => waitIn(each, queue).ci95 ?? []))
  const panels = shown.map((queue, place) => {
    const rows = rowsOf(contenders, queue)
    const title = `Mean wait and service level in queue ${queue}`
    const description = rows.map(({ name, words }) => `${name}: ${words}`).join('; ')
    const drawing = intervalPlot({ unit: 'seconds', rows, reach })
    return markup`<div class="panel"><h3><bdi>${queue}</bdi></h3>${svg({ id: `queue-${place}`, title, description }, drawing)}</div>`
  })
  const more = names.length - shown.length
  return section('queues', heading, lead, [
    figure(
      markup`<div class="panels">${panels}</div>`,
      'How to read it: further to the left is a shorter wait; all queues have one scale, and the slowest come first.',
    ),
    more > 0 && markup`<p class="note">${String(more)} more ${more === 1 ? 'queue is' : 'queues are'} in the JSON.</p>`,
  ])
}

function slowestFirst(contenders: readonly Contender[]): readonly string[] {
  const base = contenders.find(({ isBaseline }) => isBaseline) ?? contenders[0]
  if (base === undefined) return []
  const wait = (queue: string): number => waitIn(base, queue).mean ?? -1
  return Object.keys(base.result.byQueue).sort((a, b) => wait(b) - wait(a))
}

function waitIn({ result }: Contender, queue: string): { mean: number | null; ci95: readonly [number, number] | null } {
  return estimateIn(result.byQueue, queue, 'waitMean')
}

function estimateIn(
  byQueue: Contender['result']['byQueue'],
  queue: string,
  name: string,
): { mean: number | null; ci95: readonly [number, number] | null } {
  const found = Object.hasOwn(byQueue, queue) ? byQueue[queue]?.[name] : undefined
  return found ?? { mean: null, ci95: null }
}

function rowsOf(contenders: readonly Contender[], queue: string): readonly Row[] {
  const waits = contenders.map((each) => waitIn(each, queue))
  const waitTexts = figureTexts('seconds', waits)
  const levels = contenders.map(({ result }) => estimateIn(result.byQueue, queue, 'serviceLevel'))
  const levelTexts = figureTexts('share', levels)
  return contenders.map(({ name, mark }, place): Row => {
    const { mean = null, ci95 = null } = waits[place] ?? {}
    const level = levelTexts[place]?.value ?? '–'
    const words = `${waitTexts[place]?.value ?? '–'}${level === '–' ? '' : ` · ${level}`}`
    return { name, mark, value: mean, interval: ci95, words }
  })
}
