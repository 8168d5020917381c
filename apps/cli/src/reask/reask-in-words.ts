import { differenceInWords } from './difference-in-words.ts'
import type { Difference } from './difference.ts'
import { instant } from '../terminal/instant.ts'
import { count, percent } from '../terminal/figures.ts'
import type { Names } from './name-with.ts'
import { offPolicyInWords } from './off-policy/off-policy-in-words.ts'
import type { Page } from '../terminal/page.ts'
import type { Line } from './recorded-names.ts'
import type { ReaskReport } from './reask-document.ts'
import { reaskTables } from './reask-table.ts'
import { wrap } from '../terminal/wrap.ts'

/** A replay for people: what was asked, the tables, the first differences in words, and what it cannot tell. */
export function reaskInWords(
  report: ReaskReport,
  differences: readonly Difference[],
  namesAt: (line: Line) => Names,
  page: Page,
): string {
  const { reask, summary } = report
  const repeated = reask.repeated === 0 ? '' : `, of which ${count(reask.repeated)} are repeated deliveries`
  const asked = `${count(reask.requests)} requests${repeated}, and ${count(summary.facts)} facts, put to ${reask.candidates.length === 1 ? '1 strategy' : `${reask.candidates.length} strategies`}.`
  const parts = [
    `${wrap(`${asked}${span(report)}`, page.width)}\n`,
    reaskTables(report, page),
    ...offPolicyInWords(reask, page),
    ...differences.map((difference, i) => differenceInWords(difference, heading(report, i), namesAt(difference), page)),
    `${wrap(differing(report), page.width)}\n`,
    `${wrap('Open loop: every request is asked as it was recorded, so this is exact about decisions and silent about their consequences.', page.width)}\n`,
  ]
  return parts.join('\n')
}

function heading({ reask }: ReaskReport, i: number): string {
  const from = reask.candidates.length === 1 ? ' from what was answered then' : ''
  return `${i === 0 ? 'the first difference' : `difference ${i + 1}`}${from}`
}

function differing({ reask }: ReaskReport): string {
  const { differing, requests, repeated } = reask
  if (reask.candidates.length < 2) return differingFromRecord(reask)
  if (differing === 0) return 'The strategies never differ.'
  return `The strategies differ on ${count(differing)} of ${count(requests - repeated)} requests (${percent(differing, requests - repeated)}); --json lists each with its reason.`
}

function span({ summary: { from, to }, cutOff }: ReaskReport): string {
  const cut = cutOff ? ' Cut off before the end.' : ''
  if (from === undefined || to === undefined) return cut
  return ` Recorded from ${instant(from)} to ${instant(to)}.${cut}`
}

function differingFromRecord({ candidates, differing }: ReaskReport['reask']): string {
  const of = candidates[0]?.of ?? 0
  if (of === 0) return 'No answer was recorded, so one strategy has nothing to differ from.'
  if (differing === 0) return `It never differs from what was answered then.`
  return `It differs from what was answered then on ${count(differing)} of ${count(of)} requests; --json lists each with its reason.`
}
