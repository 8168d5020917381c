import { differenceInWords } from './difference-in-words.ts'
import type { Difference } from './difference.ts'
import { count, percent } from './figures.ts'
import type { Page } from './page.ts'
import type { ReaskReport } from './reask-document.ts'
import { reaskTables } from './reask-table.ts'
import { wrap } from './wrap.ts'

/** A replay for people: what was asked, the tables, the first differences in words, and what it cannot tell. */
export function reaskInWords(report: ReaskReport, differences: readonly Difference[], page: Page): string {
  const { reask, summary } = report
  const repeated = reask.repeated === 0 ? '' : `, of which ${count(reask.repeated)} are repeated deliveries`
  const asked = `${count(reask.requests)} requests${repeated}, and ${count(summary.facts)} facts, put to ${reask.candidates.length === 1 ? '1 strategy' : `${reask.candidates.length} strategies`}.`
  const parts = [
    `${wrap(`${asked}${span(report)}`, page.width)}\n`,
    reaskTables(report, page),
    ...differences.map((difference, i) =>
      differenceInWords(difference, i === 0 ? 'the first difference' : `difference ${i + 1}`, page),
    ),
    `${wrap(differing(report), page.width)}\n`,
    `${wrap('Open loop: every request is asked as it was recorded, so this is exact about decisions and silent about their consequences.', page.width)}\n`,
  ]
  return parts.join('\n')
}

function differing({ reask }: ReaskReport): string {
  const { differing, requests, repeated } = reask
  if (reask.candidates.length < 2) return 'One strategy has nothing to differ from.'
  if (differing === 0) return 'The strategies never differ.'
  return `The strategies differ on ${count(differing)} of ${count(requests - repeated)} requests (${percent(differing, requests - repeated)}); --json lists each with its reason.`
}

function span({ summary: { from, to }, cutOff }: ReaskReport): string {
  const cut = cutOff ? ' Cut off before the end.' : ''
  if (from === undefined || to === undefined) return cut
  return ` Recorded from ${instant(from)} to ${instant(to)}.${cut}`
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19).replace('T', ' ').concat(' UTC')
}
