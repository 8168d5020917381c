import { count, percent } from '../../terminal/figures.ts'
import type { Page } from '../../terminal/page.ts'
import { table, type Column } from '../../terminal/table.ts'
import { wrap } from '../../terminal/wrap.ts'
import type { Reask } from '../reask.ts'
import type { OutcomeEstimates } from './outcome-estimates.ts'
import type { Estimate } from './ratio.ts'
import type { StrategyEstimates } from './strategy-sums.ts'

type Outcome = 'acceptance' | 'handleTime'
type Figure = (estimate: Estimate | undefined) => string

/** What recorded lots say of each strategy, as two tables; nothing where the recording holds no propensity. */
export function offPolicyInWords({ offPolicy, candidates }: Reask, page: Page): readonly string[] {
  if (offPolicy.requests === 0) return []
  const { recorded, strategies } = offPolicy.estimates()
  const named = candidates.map(({ name }, i) => [name, strategies[i] as StrategyEstimates] as const)
  const { requests, drawn, least } = recorded
  const introduction = `Estimated from recorded lots: of ${count(requests)} answers with a propensity ${count(drawn)} (${percent(drawn, requests)}) were drawn, the least likely with ${Number(least.toPrecision(3))}. One step only: what becomes of a chat whose agent another strategy names, on the requests as they were recorded.`
  return [
    `${wrap(introduction, page.width)}\n`,
    section('share accepted by the agent named, %', named, 'acceptance', shares, page),
    section('handle time of accepted chats, s', named, 'handleTime', seconds, page),
  ]
}

function section(
  heading: string,
  named: readonly (readonly [name: string, of: StrategyEstimates])[],
  outcome: Outcome,
  figure: Figure,
  { paint, width }: Page,
): string {
  const rows = named.flatMap(([name, of]) => ('refused' in of[outcome] ? [] : [row(name, of[outcome], figure)]))
  const refusals = new Map<string, string[]>()
  for (const [name, of] of named) {
    const answer = of[outcome]
    if ('refused' in answer) refusals.set(answer.refused, [...(refusals.get(answer.refused) ?? []), name])
  }
  const withheld = [...refusals].map(
    ([why, names]) => `${wrap(`${names.join(', ')}: withheld, ${why}.`, width, '  ')}\n`,
  )
  return `${paint('bold', heading)}\n${rows.length === 0 ? '' : table(columns(outcome), rows)}${withheld.join('')}`
}

function row(name: string, of: OutcomeEstimates, figure: Figure): readonly string[] {
  const { inversePropensity, selfNormalised, doublyRobust, effectiveSize } = of
  const estimates = inversePropensity === undefined ? [] : [figure(inversePropensity)]
  return [
    name,
    count(of.of),
    count(Math.floor(effectiveSize)),
    ...estimates,
    figure(selfNormalised),
    figure(doublyRobust),
  ]
}

function columns(outcome: Outcome): readonly Column[] {
  const plain = outcome === 'acceptance' ? ['inverse\npropensity'] : []
  const headings = ['of', 'effective', ...plain, 'self-\nnormalised', 'doubly\nrobust']
  return [{ heading: '', width: 22 }, ...headings.map((heading) => ({ heading, figures: true }))]
}

function shares(estimate: Estimate | undefined): string {
  return estimate === undefined ? '–' : `${(100 * estimate.mean).toFixed(1)} ±${(100 * reach(estimate)).toFixed(1)}`
}

function seconds(estimate: Estimate | undefined): string {
  if (estimate === undefined) return '–'
  const digits = estimate.mean >= 100 ? 0 : 1
  return `${estimate.mean.toFixed(digits)} ±${reach(estimate).toFixed(digits)}`
}

function reach({ ci95: [low, high] }: Estimate): number {
  return (high - low) / 2
}
