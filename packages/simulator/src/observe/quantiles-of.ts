import { quantile } from '../statistics/quantile.ts'
import { LogBins } from './log-bins.ts'
import type { Sample } from './sample.ts'

/** The quantiles of all the samples together, with so many zeros beside: exact where every sample is. */
export function quantilesOf(samples: readonly Sample[], zeros: number): (p: number) => number {
  const lists = samples.map(({ values }) => values)
  if (lists.every((values) => values !== undefined)) {
    const all = new Float64Array(samples.reduce((total, { size }) => total + size, 0))
    let filled = 0
    for (const values of lists) {
      all.set(values, filled)
      filled += values.length
    }
    return (p) => quantile(all, zeros, p)
  }
  const bins = new LogBins()
  for (const sample of samples) bins.addAll(sample.bins)
  return (p) => {
    const place = Math.max(0, Math.ceil(p * (bins.size + zeros) - 1e-9) - 1)
    return place < zeros ? 0 : bins.at(place - zeros)
  }
}
