import type { AgreementBetween, Agreements } from './agreement-between.ts'
import { percent } from '../terminal/figures.ts'
import type { Page } from '../terminal/page.ts'
import { table } from '../terminal/table.ts'

const nameWidth = 22
const cellWidth = 6

/** How often strategies answered alike: a triangle where there is room for it, else the most and the least alike. */
export function agreementTable(names: readonly string[], agreements: Agreements, { width, paint }: Page): string {
  if (names.length < 2) return ''
  const fits = nameWidth + 4 + (names.length - 1) * (cellWidth + 2) <= width
  return `${paint('bold', 'answered alike, % of requests')}\n${fits ? triangle(names, agreements) : extremes(agreements)}`
}

function triangle(names: readonly string[], agreements: Agreements): string {
  const share = new Map(agreements.pairs().map((pair) => [`${pair.second}\0${pair.first}`, shareOf(pair, agreements)]))
  const columns = [
    { heading: '', figures: true },
    { heading: '', width: nameWidth },
    ...names.slice(0, -1).map((_, i) => ({ heading: String(i + 1), figures: true })),
  ]
  const rows = names.map((name, i) => [
    String(i + 1),
    name,
    ...names.slice(0, -1).map((other, j) => (j < i ? (share.get(`${name}\0${other}`) ?? '') : '')),
  ])
  return table(columns, rows)
}

/** As many of each as are shown. */
const shown = 3

function extremes(agreements: Agreements): string {
  const ranked = agreements.pairs().toSorted((a, b) => b.agreed - a.agreed)
  const most = ranked.slice(0, shown)
  const least = ranked.slice(-shown)
  const rows = [...most, ...least].map((pair, i) => [
    i === 0 ? 'most' : i === shown ? 'least' : '',
    shareOf(pair, agreements),
    `${pair.first} and ${pair.second}`,
  ])
  return table([{ heading: '' }, { heading: '', figures: true }, { heading: '' }], rows).replace(/^\n/, '')
}

function shareOf({ agreed }: AgreementBetween, { of }: Agreements): string {
  return percent(agreed, of).replace(' %', '')
}
