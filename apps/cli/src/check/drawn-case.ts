import type { Law, Outcome } from '@pointsman/core/checking'
import fc from 'fast-check'

/** The plainest case on which a law was broken, drawn again as it was. */
export function drawnCase({ arbitrary }: Law, { seed, path }: Extract<Outcome, { outcome: 'broken' }>): unknown {
  return fc.sample(arbitrary, { seed, path, numRuns: 1 })[0]
}
