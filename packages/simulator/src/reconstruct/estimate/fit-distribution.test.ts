import { describe, expect, test } from 'vitest'
import { sampler } from '../../chance/sampler.ts'
import { Stream } from '../../chance/stream.ts'
import type { Distribution } from '../../scenario/distribution.ts'
import { meanOf } from '../../scenario/means.ts'
import type { Censored } from './censored.ts'
import { families, fitDistribution } from './fit-distribution.ts'
import { gammaFamily } from './gamma-family.ts'

const truths: readonly Distribution[] = [
  { kind: 'exponential', mean: 300 },
  { kind: 'gamma', mean: 380, sd: 260 },
  { kind: 'lognormal', mean: 560, sd: 480 },
]

/** Durations as snapshots show them: between looks at random times, not at all if shorter than the first look, cut at 2,000 s. */
function looked(truth: Distribution, count: number, seed: number): readonly Censored[] {
  const draw = sampler(truth)
  const chance = new Stream(seed, 'looks')
  const seen: Censored[] = []
  for (let n = 0; n < count; n++) {
    chance.at(n)
    const duration = draw(chance)
    const look = (): number => -120 * Math.log(chance.next())
    const from = look()
    if (duration <= from) continue
    let [lo, hi] = [from, from + look()]
    while (hi < duration && lo < 2000) [lo, hi] = [hi, hi + look()]
    seen.push({ lo, hi: lo >= 2000 ? Infinity : hi, from })
  }
  return seen
}

describe('RC3 censored likelihood', () => {
  test('RC3 an exponential mean is the time at risk over the ends', () => {
    const fit = fitDistribution(
      [
        { lo: 3, hi: 3 },
        { lo: 5, hi: 5 },
        { lo: 10, hi: Infinity },
      ],
      families.slice(0, 1),
    )
    expect(fit?.mean).toBeCloseTo(9, 5)
    // Standard error of ln mean is 1/√2.
    expect(fit?.ci95[1]).toBeCloseTo(9 * Math.exp(1.959964 / Math.sqrt(2)), 3)
  })

  test('RC3 a gamma has the mean of what is known, and the likeliest shape', () => {
    // ln mean − mean ln = 0.3128…; the shape solves ln k − ψ(k) = that.
    const fit = fitDistribution(
      [1, 2, 3, 4, 10].map((x) => ({ lo: x, hi: x })),
      [gammaFamily],
    )
    expect(fit?.mean).toBeCloseTo(4, 5)
    const shape = Math.exp(fit?.parameters[1] as number)
    const left = Math.log(shape) - digamma(shape)
    expect(left).toBeCloseTo(Math.log(4) - [1, 2, 3, 4, 10].reduce((sum, x) => sum + Math.log(x) / 5, 0), 5)
  })

  test.each(truths)(
    'RC3 the mean is unbiased and its interval covers it, where snapshots censor and hide: $kind',
    (truth) => {
      const errors: number[] = []
      let covered = 0
      let chosen = 0
      const runs = 40
      let naive = 0
      for (let seed = 0; seed < runs; seed++) {
        const seen = looked(truth, 600, seed)
        const fit = fitDistribution(seen)
        if (fit === undefined) throw new Error('nothing fitted')
        errors.push(fit.mean / meanOf(truth) - 1)
        if (fit.ci95[0] <= meanOf(truth) && meanOf(truth) <= fit.ci95[1]) covered++
        if (fit.family.name === truth.kind) chosen++
        naive += seen.reduce((sum, { lo, hi }) => sum + (hi === Infinity ? lo : (lo + hi) / 2), 0) / seen.length / runs
      }
      const bias = errors.reduce((sum, error) => sum + error, 0) / runs
      const spread = Math.sqrt(errors.reduce((sum, error) => sum + (error - bias) ** 2, 0) / (runs - 1) / runs)
      expect(Math.abs(bias)).toBeLessThan(3 * spread + 0.005)
      expect(Math.abs(bias)).toBeLessThan(0.02)
      expect(covered).toBeGreaterThanOrEqual(0.85 * runs)
      expect(chosen).toBeGreaterThan(runs / 2)
      // Middles of the intervals that were seen are far off: short ones are missing.
      expect(naive / meanOf(truth)).toBeGreaterThan(1.05)
    },
  )

  test('RC3 nothing is said of durations that are all only known to exceed', () => {
    expect(fitDistribution([{ lo: 5, hi: Infinity }])).toBeUndefined()
  })
})

function digamma(x: number): number {
  let sum = 0
  let y = x
  while (y < 20) sum -= 1 / y++
  return sum + Math.log(y) - 1 / (2 * y) - 1 / (12 * y ** 2) + 1 / (120 * y ** 4)
}
