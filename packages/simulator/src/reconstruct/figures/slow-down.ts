import { normalQuantile } from '../../chance/normal-quantile.ts'
import type { Family } from '../estimate/family.ts'
import { logLikelihood } from '../estimate/log-likelihood.ts'
import { maximise } from '../estimate/maximise.ts'
import type { AgentRecord } from '../sightings/agent-record.ts'
import { workAt, type Pace } from './pace.ts'
import { grouped } from './grouped.ts'
import { sampled } from './sampled.ts'
import type { Work } from './work.ts'

/** How the speed of a chat depends on how many its agent holds. */
export interface SlowDown {
  /** `levels[n − 1]`; the last holds beyond. All 1: no difference was found. */
  readonly levels: readonly number[]
  /** Of each level, where there is one. */
  readonly intervals: readonly (readonly [number, number])[]
  /** Ends of chats at each level. */
  readonly counts: readonly number[]
  /** Twice what the logarithm of the likelihood gains by it. */
  readonly gain: number
  /** The error of ln of all means that comes with not knowing the speeds better; 0 where there are none. */
  readonly meanError: number
}

const mostFitted = 6000
/** Fewer ends at a level tell too little: it goes with the one below. */
const leastEnds = 50
const mostLevels = 8

/**
 * Speeds by level: work is time at each level times its speed (accelerated failure times with covariates that change with
 * time, Cox and Oakes 1984), in the families that were fitted to the queues; all means may move together. Speeds other than
 * 1 only where the likelihood ratio says so with 99 % confidence (Wilks 1938).
 */
export function slowDown(
  works: readonly Work[],
  speeds: ReadonlyMap<AgentRecord, number>,
  fits: ReadonlyMap<string, { readonly family: Family; readonly parameters: readonly number[] }>,
  begin: readonly number[] = [],
): SlowDown {
  const counts = countsOf(works)
  const lowest = counts.findIndex((count) => count >= leastEnds)
  let highest = lowest
  while (
    highest >= 0 &&
    highest + 1 < Math.min(counts.length, mostLevels) &&
    (counts[highest + 1] as number) >= leastEnds
  ) {
    highest++
  }
  const free = highest - lowest
  if (lowest < 0 || free === 0) return { levels: [1], intervals: [], counts, gain: 0, meanError: 0 }
  const some = sampled(works, mostFitted)
  const byQueue = [...grouped(some, ({ queue }) => queue)].flatMap(([queue, of]) => {
    const fit = fits.get(queue)
    return fit === undefined ? [] : [{ of, ...fit }]
  })
  const levelsOf = (logs: readonly number[]): readonly number[] => [
    ...Array.from({ length: lowest + 1 }, () => 1),
    ...logs.map(Math.exp),
  ]
  const value = ([shift = 0, ...logs]: readonly number[]): number => {
    if (logs.some((log) => Math.abs(log) > 5)) return -Infinity
    const pace: Pace = { speeds, levels: levelsOf(logs) }
    let sum = 0
    for (const { of, family, parameters } of byQueue) {
      const moved = [(parameters[0] as number) + shift, ...parameters.slice(1)]
      sum += logLikelihood(family.member(moved), worksAt(of, pace))
    }
    return sum
  }
  const even = maximise(([shift = 0]) => value([shift, ...Array.from({ length: free }, () => 0)]), [0])
  const found = maximise(value, [0, ...Array.from({ length: free }, (_, i) => Math.log(begin[lowest + 1 + i] ?? 1))])
  const gain = 2 * (found.value - even.value)
  if (gain < (chiSquare99[free - 1] as number)) return { levels: [1], intervals: [], counts, gain, meanError: 0 }
  const z = normalQuantile(0.975)
  const intervals = found.at.slice(1).map((log, i): readonly [number, number] => {
    const half = z * Math.sqrt(found.covariance[i + 1]?.[i + 1] ?? NaN)
    return [Math.exp(log - half), Math.exp(log + half)]
  })
  const meanError = Math.sqrt(found.covariance[0]?.[0] ?? 0)
  const ones = Array.from({ length: lowest + 1 }, (): readonly [number, number] => [1, 1])
  return { levels: levelsOf(found.at.slice(1)), intervals: [...ones, ...intervals], counts, gain, meanError }
}

/** What 1 % of a chi-square with 1, 2, … degrees of freedom exceeds. */
const chiSquare99: readonly number[] = [6.635, 9.21, 11.345, 13.277, 15.086, 16.812, 18.475, 20.09]

function countsOf(works: readonly Work[]): readonly number[] {
  const counts: number[] = []
  for (const { lastLevel, tail } of works) {
    if (tail === Infinity) continue
    while (counts.length < lastLevel) counts.push(0)
    counts[lastLevel - 1] = (counts[lastLevel - 1] as number) + 1
  }
  return counts
}

function* worksAt(works: readonly Work[], pace: Pace): Iterable<ReturnType<typeof workAt>> {
  for (const work of works) yield workAt(work, pace)
}
