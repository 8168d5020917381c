import type { Difference } from './comparison.ts'
import type { DecisiveMetric } from './decisive-metric.ts'
import { listed } from './listed.ts'
import { intervalInWords, spanInWords } from './span-in-words.ts'

/** The decisive metrics of a strategy held against a baseline, by what can be said of them. */
export interface Against {
  readonly better: readonly DecisiveMetric[]
  readonly worse: readonly DecisiveMetric[]
  /** Not surely different, but surely no worse than what is negligible. */
  readonly harmless: readonly DecisiveMetric[]
  readonly unclear: readonly DecisiveMetric[]
}

/** Sorts the decisive metrics by their corrected p-values and intervals. */
export function against(
  metrics: readonly DecisiveMetric[],
  differences: Readonly<Record<string, Difference>>,
): Against {
  const kinds = metrics.map((metric) => ({ metric, kind: kindOf(metric, differences[metric.name]) }))
  const of = (wanted: string): readonly DecisiveMetric[] =>
    kinds.flatMap(({ metric, kind }) => (kind === wanted ? [metric] : []))
  return { better: of('better'), worse: of('worse'), harmless: of('harmless'), unclear: of('unclear') }
}

function kindOf({ negligible, told, wants }: DecisiveMetric, found: Difference | undefined): string {
  if (found === undefined || found.difference === null || found.ci95 === null || found.pHolm === null) return 'unknown'
  if (found.pHolm < 0.05) return found.difference > 0 === (wants === 'more') ? 'better' : 'worse'
  const ends = told === 'relative' ? found.relative?.ci95 : found.ci95
  if (ends === undefined) return 'unclear'
  const harm = wants === 'more' ? -ends[0] : ends[1]
  return harm <= negligible ? 'harmless' : 'unclear'
}

/** A strategy against the baseline in a sentence or two: what it wins, what it costs, what is not known. */
export function againstInWords(
  name: string,
  baseline: string,
  { better, worse, harmless, unclear }: Against,
  differences: Readonly<Record<string, Difference>>,
): string {
  const by = (metric: DecisiveMetric): string => {
    const found = differences[metric.name]
    if (found === undefined) return `on ${metric.plain}`
    return `on ${metric.plain} by ${spanInWords(metric, found)}${isNegligible(metric, found) ? ' (next to nothing)' : ''}`
  }
  const parts = [
    ...(better.length > 0 ? [`${name} beats ${baseline} ${listed(better.map(by))}`] : []),
    ...(worse.length > 0
      ? [
          better.length > 0
            ? `it is worse ${listed(worse.map(by))}`
            : `${name} is worse than ${baseline} ${listed(worse.map(by))}`,
        ]
      : []),
    ...(harmless.length > 0 && better.length > 0
      ? [
          `it costs nothing on ${listed(
            harmless.map(({ plain }) => plain),
            'or',
          )}`,
        ]
      : []),
  ]
  const open = better.length > 0 ? unclear : [...harmless, ...unclear]
  const excludes = open.some(({ name }) => (differences[name]?.p ?? 1) < 0.05)
  if (open.length > 0) {
    const told = open.map((metric) => {
      const found = differences[metric.name]
      return found === undefined ? metric.plain : `${metric.plain} (${intervalInWords(metric, found)})`
    })
    const none = `no ${excludes ? 'sure ' : ''}difference in ${listed(told, 'or')} was found`
    parts.push(parts.length === 0 ? `Between ${name} and ${baseline}, ${none}` : none)
  }
  const why = excludes
    ? ' An interval that leaves out 0 is not sure yet: where so many are looked at, some do by chance.'
    : ''
  return parts.length === 0 ? '' : `${parts.join('; ')}.${why}`
}

/** Sure or not, it is surely too small to matter. */
function isNegligible({ negligible, told }: DecisiveMetric, { ci95, relative }: Difference): boolean {
  const ends = told === 'relative' ? relative?.ci95 : ci95
  return ends !== undefined && ends !== null && Math.max(...ends.map(Math.abs)) <= negligible
}
