import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arrivalSource } from '../arrivals/arrival-source.ts'
import type { Distribution } from '../scenario/distribution.ts'
import { Draw } from './draw.ts'
import { normalQuantile } from './normal-quantile.ts'
import { sampler } from './sampler.ts'
import { Stream } from './stream.ts'

/** Chi-square of counts that should be alike, as standard deviations from what it should be. */
function unevenness(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length
  const chi = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0)
  return (chi - (counts.length - 1)) / Math.sqrt(2 * (counts.length - 1))
}

test('K3 what is drawn depends on seed, purpose and what it is for, not on what was drawn before', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.string(),
      fc.array(fc.tuple(fc.nat(), fc.nat(9), fc.nat(99)), { minLength: 2 }),
      (seed, purpose, keys) => {
        const draw = (stream: Stream, [chat, attempt, agent]: readonly [number, number, number]): readonly number[] => {
          stream.at(chat, attempt, agent)
          return [stream.next(), stream.next()]
        }
        const forth = new Stream(seed, purpose)
        const back = new Stream(seed, purpose)
        const one = keys.map((key) => draw(forth, key))
        const other = keys.toReversed().map((key) => draw(back, key))
        expect(other.toReversed()).toEqual(one)
      },
    ),
    { seed: 2, numRuns: 200 },
  )
})

test('K3 one draw alone is the first of its stream, and leaves the stream where it stands', () => {
  fc.assert(
    fc.property(fc.nat(), fc.string(), fc.nat({ max: 2 ** 32 - 1 }), fc.nat(99), (seed, purpose, thing, other) => {
      const stream = new Stream(seed, purpose)
      const second = new Stream(seed, purpose).at(other)
      stream.at(other).next()
      second.next()
      expect(stream.firstFor(thing)).toBe(new Stream(seed, purpose).at(thing).next())
      expect(stream.next()).toBe(second.next())
    }),
    { seed: 4, numRuns: 300 },
  )
})

test('K4 what each of many things needs once is drawn as the distribution’s own sampler draws it', () => {
  const distributions: readonly Distribution[] = [
    { kind: 'exponential', mean: 3 },
    { kind: 'lognormal', mean: 5, sd: 4 },
    { kind: 'constant', value: 7 },
    { kind: 'gamma', mean: 3, sd: 5 },
    { kind: 'hyperexponential', means: [1, 9], weights: [0.5, 0.5] },
  ]
  const stream = new Stream(5, 'test')
  for (const distribution of distributions) {
    const draw = new Draw(distribution)
    const sample = sampler(distribution)
    for (let thing = 0; thing < 500; thing++) {
      const drawn = draw.for(thing, stream)
      expect([distribution.kind, drawn]).toEqual([distribution.kind, sample(stream.at(thing))])
    }
  }
})

test('K3 draws are uniform along every key, and independent of neighbours along it', () => {
  const along: readonly ((stream: Stream, i: number) => number)[] = [
    (stream, i) => stream.at(i).next(),
    (stream, i) => stream.at(7, i).next(),
    (stream, i) => stream.at(7, 3, i).next(),
    (stream, i) => (i === 0 ? stream.at(9).next() : stream.next()),
    (_, i) => new Stream(i, 'work').at(0).next(),
    (_, i) => new Stream(1 + i * 2 ** 32, 'work').at(0).next(),
    (_, i) => new Stream(1, `purpose ${i}`).at(0).next(),
  ]
  const count = 100_000
  along.forEach((draw, way) => {
    const stream = new Stream(5, 'test')
    const values = Array.from({ length: count }, (_, i) => draw(stream, i))
    const single = new Array<number>(100).fill(0)
    const pairs = new Array<number>(400).fill(0)
    expect(values.filter((value) => !(value > 0 && value < 1))).toEqual([])
    values.forEach((value, i) => {
      single[Math.floor(value * 100)] = (single[Math.floor(value * 100)] as number) + 1
      if (i === 0) return
      const pair = Math.floor(value * 20) * 20 + Math.floor((values[i - 1] as number) * 20)
      pairs[pair] = (pairs[pair] as number) + 1
    })
    expect(Math.abs(unevenness(single)), `way ${way}`).toBeLessThan(4)
    expect(Math.abs(unevenness(pairs)), `pairs of way ${way}`).toBeLessThan(4)
  })
})

test('K3 streams of different purposes are not correlated', () => {
  const work = new Stream(1, 'work')
  const patience = new Stream(1, 'patience')
  const pairs = new Array<number>(400).fill(0)
  for (let chat = 0; chat < 100_000; chat++) {
    const pair = Math.floor(work.at(chat).next() * 20) * 20 + Math.floor(patience.at(chat).next() * 20)
    pairs[pair] = (pairs[pair] as number) + 1
  }
  expect(Math.abs(unevenness(pairs))).toBeLessThan(4)
})

const spread: readonly (readonly [Distribution, number, number])[] = [
  [{ kind: 'exponential', mean: 3 }, 3, 3],
  [{ kind: 'constant', value: 4 }, 4, 0],
  [{ kind: 'uniform', min: 2, max: 8 }, 5, Math.sqrt(3)],
  [{ kind: 'lognormal', mean: 480, sd: 400 }, 480, 400],
  [{ kind: 'gamma', mean: 300, sd: 150 }, 300, 150],
  [{ kind: 'gamma', mean: 10, sd: 20 }, 10, 20],
  [{ kind: 'hyperexponential', means: [1, 10], weights: [3, 1] }, 3.25, Math.sqrt(2 * (0.75 + 25) - 3.25 ** 2)],
  [{ kind: 'empirical', values: [1, 2, 6] }, 3, Math.sqrt(14 / 3)],
  [{ kind: 'empirical', values: [1, 2, 6], weights: [1, 0, 1] }, 3.5, 2.5],
]

test.each(spread)('K4 %j has its mean and standard deviation', (distribution, mean, sd) => {
  const draw = sampler(distribution)
  const stream = new Stream(3, 'test')
  const values = Array.from({ length: 200_000 }, (_, i) => draw(stream.at(i)))
  const found = values.reduce((sum, value) => sum + value, 0) / values.length
  const squares = values.reduce((sum, value) => sum + (value - found) ** 2, 0) / values.length
  expect(Math.abs(found - mean)).toBeLessThanOrEqual((4 * sd) / Math.sqrt(values.length))
  expect(Math.abs(Math.sqrt(squares) - sd)).toBeLessThanOrEqual(0.03 * sd)
})

test('K4 patience that never ends is Infinity', () => {
  expect(sampler({ kind: 'never' })(new Stream(1, 'test'))).toBe(Infinity)
})

test('K4 the normal quantile has its tabulated values', () => {
  expect(normalQuantile(0.5)).toBe(0)
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13)
  expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 13)
  expect(normalQuantile(1e-10)).toBeCloseTo(-6.361340902404056, 11)
  expect(normalQuantile(1e-300)).toBeCloseTo(-37.0471, 3)
})

test('K5 a repeating rate profile has its rate in every step, none where it is 0, and may begin late', () => {
  const profile = { kind: 'piecewise', period: 100, from: [10, 30, 60], perSecond: [2, 0, 0.5] } as const
  const next = arrivalSource(profile, 1, 'test')
  const counts = [0, 0, 0, 0]
  const cycles = 2000
  let last = 0
  for (let at = next(); at < cycles * 100; at = next()) {
    expect(at).toBeGreaterThan(last)
    last = at
    const within = at % 100
    counts[within < 10 ? 0 : within < 30 ? 1 : within < 60 ? 2 : 3]! += 1
  }
  const [before, first, none, third] = counts as [number, number, number, number]
  expect([before, none]).toEqual([0, 0])
  expect(Math.abs(first - cycles * 40)).toBeLessThan(4 * Math.sqrt(cycles * 40))
  expect(Math.abs(third - cycles * 20)).toBeLessThan(4 * Math.sqrt(cycles * 20))
})

test('K5 arrivals without a rate for whole periods, and recorded arrivals', () => {
  const rare = arrivalSource({ kind: 'piecewise', period: 10, from: [0, 5], perSecond: [0, 1e-6] }, 1, 'test')
  const first = rare()
  expect(first).toBeGreaterThan(10)
  expect(first % 10).toBeGreaterThanOrEqual(5)
  const trace = arrivalSource({ kind: 'trace', at: [1, 1, 4] }, 1, 'test')
  expect([trace(), trace(), trace(), trace(), trace()]).toEqual([1, 1, 4, Infinity, Infinity])
})

test('K5 Poisson arrivals have exponential gaps', () => {
  const next = arrivalSource({ kind: 'poisson', perSecond: 2 }, 1, 'test')
  const counts = new Array<number>(50).fill(0)
  let last = 0
  for (let i = 0; i < 100_000; i++) {
    const at = next()
    counts[Math.floor((1 - Math.exp(-2 * (at - last))) * 50)]! += 1
    last = at
  }
  expect(Math.abs(unevenness(counts))).toBeLessThan(4)
})
