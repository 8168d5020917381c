import { Ranked } from '../statistics/ranked.ts'
import { LogBins } from './log-bins.ts'
import type { Sample } from './sample.ts'

/**
 * The quantiles of all the samples together, with so many zeros beside: the least of the values that a share p of all does not
 * exceed, exact where every sample is. NaN where there is none.
 */
export function quantilesOf(samples: readonly Sample[], zeros: number): (p: number) => number {
  const count = samples.reduce((total, { size }) => total + size, zeros)
  const lists = samples.map(({ values }) => values)
  const ranked = lists.every((values) => values !== undefined) ? new Ranked(lists) : binned(samples)
  return (p) => {
    if (count === 0) return NaN
    const place = Math.max(0, Math.ceil(p * count - 1e-9) - 1)
    return place < zeros ? 0 : ranked.at(place - zeros)
  }
}

function binned(samples: readonly Sample[]): LogBins {
  const bins = new LogBins()
  for (const sample of samples) bins.addAll(sample.bins)
  return bins
}
