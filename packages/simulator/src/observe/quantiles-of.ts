import { Ranked } from '../statistics/ranked.ts'
import { LogBins } from './log-bins.ts'
import type { Sample } from './sample.ts'

/**
 * The quantiles of all the samples together, with so many zeros beside: for each share the least of the values that so many
 * of all do not exceed, exact where every sample is. NaN where there is none.
 */
export function quantilesOf(samples: readonly Sample[], zeros: number, shares: readonly number[]): readonly number[] {
  const count = samples.reduce((total, { size }) => total + size, zeros)
  if (count === 0) return shares.map(() => NaN)
  const places = shares.map((share) => Math.max(0, Math.ceil(share * count - 1e-9) - 1))
  const beyond = places.filter((place) => place >= zeros).map((place) => place - zeros)
  const lists = samples.map(({ values }) => values)
  const ranked = lists.every((values) => values !== undefined) ? new Ranked(lists.flat()) : binned(samples)
  const found = ranked.at(beyond)
  return places.map((place) => (place < zeros ? 0 : (found[beyond.indexOf(place - zeros)] as number)))
}

function binned(samples: readonly Sample[]): LogBins {
  const bins = new LogBins()
  for (const sample of samples) bins.addAll(sample.bins)
  return bins
}
