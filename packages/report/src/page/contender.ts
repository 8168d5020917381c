import type { Comparison, Difference, Result } from '@pointsman/simulator'
import { markOf, type Mark } from '../mark/mark.ts'

/** A strategy of the comparison as the page shows it. */
export interface Contender {
  readonly name: string
  readonly mark: Mark
  readonly isBaseline: boolean
  readonly isBest: boolean
  readonly result: Result
  /** By metric; none of the baseline. */
  readonly versus: ReadonlyMap<string, Difference>
}

/** The strategies in the order of the document. */
export function contenders({ results, baseline, versus, verdict }: Comparison): readonly Contender[] {
  const differences = new Map(Object.entries(versus))
  const best = 'best' in verdict ? verdict.best : null
  let place = 0
  return results.map((result) => {
    const name = result.strategy
    const isBaseline = name === baseline
    return {
      name,
      mark: markOf(isBaseline ? 0 : place++, isBaseline),
      isBaseline,
      isBest: name === best,
      result,
      versus: new Map(Object.entries(differences.get(name) ?? {})),
    }
  })
}
