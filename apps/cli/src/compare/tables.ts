import type { Comparison, Difference, Estimate, Result } from '@pointsman/simulator'
import type { Page } from '../terminal/page.ts'
import { table } from '../terminal/table.ts'
import { figures, type Figure } from './figure.ts'
import { significance } from './significance.ts'

/** Every strategy's figures, the baseline first and then by their waits, with marks of what is surely better or worse. */
export function figuresTable(found: Comparison, page: Page): string {
  const rows = ranked(found)
  const shown = figures.filter((figure) => figure.from <= page.width && measured(found, figure))
  // With intervals where there is room for them.
  const roomy = page.width >= 120
  const bars = page.isTerminal ? barsOf(rows) : undefined
  const cells = rows.map((result, place) => [
    result.strategy,
    ...shown.map((figure) => {
      const mark = significance(found.versus[result.strategy]?.[figure.name], figure.name)
      return `${level(result.metrics[figure.name], figure, roomy)} ${mark}`
    }),
    ...(bars === undefined ? [] : [bars[place] as string]),
  ])
  const columns = [
    ...shown.map(({ heading }) => ({ heading: heading.replaceAll(/$/gm, '  '), figures: true })),
    ...(bars === undefined ? [] : [{ heading: 'wait' }]),
  ]
  return named(columns, cells, page)
}

/** How much every other strategy differs from the baseline, with half the width of the interval. */
export function differencesTable(found: Comparison, page: Page): string {
  const shown = figures.filter(
    (figure) => figure.from === 0 && measured(found, figure) && (page.width >= 100 || figure.name !== 'waitP95'),
  )
  const rows = ranked(found).filter(({ strategy }) => strategy !== found.baseline)
  const cells = rows.map(({ strategy }) => [
    strategy,
    ...shown.map((figure) => change(found.versus[strategy]?.[figure.name], figure, page.width >= 100 ? ' ' : '')),
  ])
  const columns = shown.map(({ heading, relative }) => {
    const [what, unit] = heading.split('\n')
    return { heading: `${what}\n${relative ? '%' : unit === '%' ? 'points' : unit}`, figures: true }
  })
  return named(columns, cells, page)
}

/** The first column takes what is left. */
function named(
  columns: readonly { readonly heading: string; readonly figures?: boolean }[],
  cells: readonly (readonly string[])[],
  page: Page,
): string {
  const widths = columns.map(({ heading }, i) =>
    Math.max(...heading.split('\n').map((line) => line.length), ...cells.map((row) => (row[i + 1] ?? '').length)),
  )
  const taken = widths.reduce((sum, width) => sum + width + 2, 0)
  return table([{ heading: '', width: Math.max(10, page.width - taken) }, ...columns], cells)
}

function ranked({ baseline, results }: Comparison): readonly Result[] {
  const wait = ({ metrics }: Result): number => metrics['waitMean']?.mean ?? Infinity
  return results.toSorted(
    (a, b) => Number(b.strategy === baseline) - Number(a.strategy === baseline) || wait(a) - wait(b),
  )
}

/** Whether it is anything but 0 or nothing in some result. */
function measured({ results }: Comparison, { name }: Figure): boolean {
  return results.some(({ metrics }) => (metrics[name]?.mean ?? 0) !== 0)
}

function level(estimate: Estimate | undefined, { digits, times }: Figure, roomy: boolean): string {
  const { mean, ci95 } = estimate ?? { mean: null, ci95: null }
  if (mean === null) return '–'
  const value = mean * times
  const places = Math.max(0, digits - (value >= 1000 ? 2 : value >= 100 ? 1 : 0))
  const text = value.toFixed(places)
  return roomy && ci95 !== null ? `${text} ±${(((ci95[1] - ci95[0]) / 2) * times).toFixed(places)}` : text
}

function change(found: Difference | undefined, { digits, relative, times }: Figure, space: string): string {
  const of = relative ? found?.relative : found
  if (of === undefined || of === null || of.difference === null || of.ci95 === null) return '–'
  const scale = relative ? 100 : times
  const half = ((of.ci95[1] - of.ci95[0]) / 2) * scale
  const places = relative ? (half >= 10 ? 0 : 1) : digits
  return `${withSign(of.difference * scale, places)}${space}±${half.toFixed(places)}`
}

function withSign(value: number, digits: number): string {
  const text = Math.abs(value).toFixed(digits)
  return `${Number(text) === 0 ? '' : value < 0 ? '−' : '+'}${text}`
}

const longest = 8

function barsOf(rows: readonly Result[]): readonly string[] {
  const waits = rows.map(({ metrics }) => metrics['waitMean']?.mean ?? 0)
  const most = Math.max(...waits)
  return waits.map((wait) => {
    const eighths = most === 0 ? 0 : Math.round((wait / most) * longest * 8)
    return '█'.repeat(Math.floor(eighths / 8)) + (' ▏▎▍▌▋▊▉'[eighths % 8] ?? '').trim()
  })
}
