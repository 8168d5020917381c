import type { Difference } from '@pointsman/simulator'
import type { Metric } from './metric.ts'

/** What a paired difference says: `different` where neither direction is better, `unsure` where none was found. */
export type Finding = 'better' | 'worse' | 'different' | 'unsure' | 'equal'

/** Of all decisive comparisons together, the chance that one of them finds what is not there. */
const level = 0.05

/** Judges a difference, strategy minus baseline. Only what survives Holm's correction is found. */
export function findingOf({ wants }: Metric, { difference, p, pHolm }: Difference): Finding {
  if (difference === null) return 'unsure'
  if (difference === 0) return p === 1 ? 'equal' : 'unsure'
  if (pHolm === null || !(pHolm < level)) return 'unsure'
  if (wants === null) return 'different'
  return difference > 0 === (wants === 'more') ? 'better' : 'worse'
}
