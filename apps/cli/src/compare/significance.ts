import { decisiveMetrics, type Difference } from '@pointsman/simulator'

/** What stands behind a figure: surely better than the baseline, surely worse, or neither. */
export const marks = { better: '✓', worse: '✗', unclear: '·', none: ' ' } as const

/** The mark of a difference; none where it is not among those that are corrected for their number. */
export function significance(found: Difference | undefined, metric: string): string {
  if (found === undefined || found.pHolm === null || found.difference === null) return marks.none
  if (found.pHolm >= 0.05) return marks.unclear
  const wants = decisiveMetrics.find(({ name }) => name === metric)?.wants
  return found.difference > 0 === (wants === 'more') ? marks.better : marks.worse
}
