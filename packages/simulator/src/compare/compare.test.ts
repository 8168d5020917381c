import { builtin, type Strategy } from '@pointsman/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pooledWait } from '../bound/pooled-wait.ts'
import { Stream } from '../chance/stream.ts'
import { oddScenario } from '../laws/scenarios.ts'
import { metricNames, type MetricName, type Metrics } from '../result/metrics.ts'
import type { Outcome } from '../result/outcome.ts'
import { replicationSeed } from '../run/replication-seed.ts'
import type { Scenario } from '../scenario/scenario.ts'
import { inProcess } from '../study/in-process.ts'
import { pool } from '../truth/pool.ts'
import { compare } from './compare.ts'
import type { Comparison } from './comparison.ts'
import { runComparison, type ComparisonOptions } from './run-comparison.ts'

const executor = inProcess({
  load: (name) => Promise.resolve((seed) => builtin(name as string, { seed }) as Strategy),
  pause: () => Promise.resolve(),
})

function run(
  scenario: Scenario,
  names: readonly string[],
  options: Partial<ComparisonOptions> = {},
): Promise<Comparison | undefined> {
  return runComparison({
    scenario,
    strategies: names.map((name, place) => ({
      name: names.indexOf(name) === place ? name : `${name}#2`,
      reference: name,
    })),
    baseline: names[0] as string,
    seed: 3,
    most: 4,
    executor,
    reproduce: (replications) => `${replications}`,
    ...options,
  })
}

const scenario: Scenario = {
  ...pool({ servers: 1, lambda: 0.1, mu: 0.01, theta: 0.01 }, 200),
  platform: { acceptance: 'invite' },
  agents: [
    { id: 'a', count: 3, slots: 2, queues: ['q'], answers: { reject: 0.1 } },
    { id: 'b', count: 3, slots: 3, queues: ['q'], speed: 0.5 },
  ],
}

test('Q5 a strategy held against itself differs by exactly zero in everything with p = 1, and neither is best', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(1_000_000), fc.constantFrom('random', 'round-robin', 'sticky'), async (number, name) => {
      const found = await run({ ...oddScenario(number), horizon: { chats: 60 } }, [name, name])
      for (const { ci95, difference, p } of Object.values(found!.versus[`${name}#2`]!)) {
        if (difference === null) continue
        expect(difference).toBe(0)
        expect(ci95 ?? [0, 0]).toEqual([0, 0])
        expect(p ?? 1).toBe(1)
      }
      const { verdict } = found!
      if ('best' in verdict) expect(verdict.best).toBeNull()
      expect(found!.pareto.front).toHaveLength(2)
    }),
    { seed: 51, numRuns: 60 },
  )
})

test('Q5 the verdict on a strategy held against itself says that they did the same', async () => {
  const { verdict } = (await run(scenario, ['random', 'random']))!
  expect(verdict).toEqual({
    best: null,
    text: 'No strategy is best: random#2 did exactly the same as random in every replication.',
  })
})

/** Outcomes whose metrics are given, each with a little chance of its own. */
function outcomes(means: Partial<Record<MetricName, number>>, salt: number, count: number = 10): readonly Outcome[] {
  const chance = new Stream(salt + 100, 'noise')
  return Array.from({ length: count }, (_, replication) => {
    const metrics = Object.fromEntries(
      metricNames.map((name, place) => [
        name,
        (means[name] ?? 0.5) * (1 + 0.01 * (chance.at(replication, place).next() - 0.5)),
      ]),
    ) as Metrics
    const counts = { offered: 100, attended: 90, abandoned: 10, lost: 0, unfinished: 0 }
    return { counts, metrics, byQueue: {}, agents: [], batches: [] }
  })
}

function verdictOn(
  means: Readonly<Record<string, Partial<Record<MetricName, number>>>>,
  baseline: string,
  count?: number,
): Comparison['verdict'] {
  const contestants = Object.entries(means).map(([name, of], i) => ({ name, outcomes: outcomes(of, i, count) }))
  return compare({ scenario, seed: 1, stopped: 'replications', contestants, baseline, bounds: [], reproduce: '' })
    .verdict
}

test('Q6 best is who is surely better than everybody in something that customers feel and worse in nothing of it; what it costs is said', () => {
  const verdict = verdictOn({ old: { waitMean: 100 }, new: { waitMean: 90, occupancyGini: 0.6 } }, 'old')
  expect(verdict).toMatchObject({ best: 'new' })
  expect((verdict as { text: string }).text).toMatch(
    /^new beats old on waits by \d+\.\d % to 10\.\d %; it is worse on fairness of load by 0\.\d+ to 0\.\d+ of Gini's coefficient; /,
  )
})

test('Q6 the baseline may be best; the nearest other is held against it', () => {
  const verdict = verdictOn({ old: { waitMean: 90 }, b: { waitMean: 120 }, c: { waitMean: 100 } }, 'old')
  expect(verdict).toMatchObject({ best: 'old' })
  expect((verdict as { text: string }).text).toMatch(
    /^old, the baseline, is best: .* Of the others c is nearest: it is worse/,
  )
})

test('Q6 nobody is best who waits less and has more customers give up', () => {
  const verdict = verdictOn(
    { old: { waitMean: 100, abandonRate: 0.1 }, new: { waitMean: 90, abandonRate: 0.2 } },
    'old',
  )
  expect(verdict).toMatchObject({ best: null })
  expect((verdict as { text: string }).text).toMatch(
    /^No strategy is best in everything that customers feel: new surely waits least, but is not surely better than old/,
  )
})

test('Q6 strategies that did exactly the same are held against the others as one, and it is said', () => {
  const [a, c] = [outcomes({ waitMean: 100 }, 0), outcomes({ waitMean: 80 }, 1)]
  const of = (named: Readonly<Record<string, readonly Outcome[]>>, baseline: string): Comparison['verdict'] => {
    const contestants = Object.entries(named).map(([name, outcomes]) => ({ name, outcomes }))
    const rest = { scenario, seed: 1, stopped: 'replications', bounds: [], reproduce: '' } as const
    return compare({ ...rest, contestants, baseline }).verdict
  }
  expect(of({ a, b: a, c, d: c }, 'b')).toEqual({
    best: 'c',
    text: expect.stringMatching(
      /^c beats b on waits .* a did exactly the same as b in every replication\. d did exactly the same as c in every replication\.$/,
    ) as string,
  })
  expect(of({ a, b: a, c }, 'a')).toMatchObject({ best: 'c' })
  expect(of({ a, b: a, d: a }, 'b')).toEqual({
    best: null,
    text: 'No strategy is best: a and d did exactly the same as b in every replication.',
  })
})

test('Q6 what is sure but surely too small to matter is called next to nothing', () => {
  const small = verdictOn({ old: { waitMean: 100 }, new: { waitMean: 80, occupancyGini: 0.02 } }, 'old')
  expect((small as { text: string }).text).not.toMatch(/next to nothing/)
  const contestants = [1, 0.995].map((share, i) => ({
    name: ['old', 'new'][i] as string,
    outcomes: outcomes({ waitMean: 100 }, 0).map((one) => ({
      ...one,
      metrics: { ...one.metrics, waitMean: one.metrics.waitMean * share },
    })),
  }))
  const rest = { scenario, seed: 1, stopped: 'replications', bounds: [], reproduce: '' } as const
  const { verdict } = compare({ ...rest, contestants, baseline: 'old' })
  expect((verdict as { text: string }).text).toMatch(/^new beats old on waits by 0\.50? % \(next to nothing\); /)
})

test('Q6 with one replication, one strategy, more work than can be done or chats left for ever there is no verdict, and why', async () => {
  expect(verdictOn({ a: { waitMean: 1 }, b: { waitMean: 2 } }, 'a', 1)).toEqual({
    withheld: expect.stringMatching(/^one replication has no paired interval/) as string,
  })
  expect(verdictOn({ a: {} }, 'a')).toEqual({
    withheld: expect.stringMatching(/^there is nothing to compare/) as string,
  })
  const overloaded = { ...pool({ servers: 1, lambda: 2, mu: 1 }, 100) }
  const found = await run(overloaded, ['random', 'fill-up'])
  expect(found!.verdict).toEqual({ withheld: expect.stringMatching(/^there is more work than/) as string })
  expect(found!.results).toHaveLength(2)
})

test('Q7 under a precision there are 20 replications, then as many again, until intervals are as narrow as was asked for', async () => {
  const made = async (precision: number, most: number): Promise<readonly unknown[]> => {
    const found = await run(scenario, ['random', 'fill-up'], { precision, most })
    return [found!.replications, found!.stopped]
  }
  expect(await made(10, 100)).toEqual([20, 'precision'])
  expect(await made(1e-6, 50)).toEqual([50, 'replications'])
  expect(await made(10, 10)).toEqual([10, 'precision'])
  const [replications, stopped] = await made(0.12, 640)
  expect(stopped).toBe('precision')
  expect([40, 80, 160, 320]).toContain(replications)
})

test('Q8 the digits are those of the strategies, the seed and the number of replications: more strategies or looks change none', async () => {
  const [two, three] = [
    await run(scenario, ['random', 'fill-up']),
    await run(scenario, ['random', 'sticky', 'fill-up']),
  ]
  const results = (found: Comparison | undefined): Map<string, unknown> =>
    new Map(found!.results.map((result) => [result.strategy, result]))
  expect(results(two).get('fill-up')).toEqual(results(three).get('fill-up'))
  expect(two!.versus['fill-up']!['waitMean']!.ci95).toEqual(three!.versus['fill-up']!['waitMean']!.ci95)
  const looked = await run(scenario, ['random', 'fill-up'], { most: 40, precision: 1e-6 })
  const straight = await run(scenario, ['random', 'fill-up'], { most: 40 })
  expect(looked!.results).toEqual(straight!.results)
})

test('Q8 what is cut off is compared over the replications before the first that any strategy has not done', async () => {
  let runs = 0
  const signal = { aborted: false, addEventListener: () => {}, removeEventListener: () => {} }
  const cut = await run(scenario, ['random', 'fill-up'], {
    most: 10,
    signal,
    onProgress: (done) => {
      if (done >= 11 && runs++ === 0) signal.aborted = true
    },
  })
  expect(cut).toMatchObject({ replications: 5, stopped: 'interrupted' })
  const whole = await run(scenario, ['random', 'fill-up'], { most: 5 })
  expect(whole!.bound).toBeDefined()
  // The bound too: the command that the document names makes the same again.
  expect({ ...cut, stopped: 'replications' }).toEqual(whole)
  signal.aborted = true
  expect(await run(scenario, ['random', 'fill-up'], { signal })).toBeUndefined()
})

test('Q9 the bound is that of the customers of the first 200 replications, and it is said', async () => {
  const short = { ...scenario, horizon: { chats: 30 } }
  const found = await run(short, ['random', 'fill-up'], { most: 201 })
  const waits = Array.from({ length: 200 }, (_, r) => pooledWait(short, replicationSeed(3, r)))
  expect(found!.bound!.estimate.mean).toBeCloseTo(waits.reduce((sum, wait) => sum + wait, 0) / 200, 9)
  expect(found!.assumptions).toContain('The bound on waiting is of the first 200 replications.')
})

test('Q11 profiles count every chat that counts once, with the waits and the service level of the results', async () => {
  const shifted: Scenario = {
    ...scenario,
    warmup: { chats: 20 },
    agents: scenario.agents.map((agent) => ({ ...agent, shifts: [[0, 80_000] as const] })),
  }
  for (const one of [scenario, shifted]) {
    const found = await run(one, ['random', 'fill-up'])
    for (const { chats, metrics, strategy } of found!.results) {
      const { overTime, waits } = found!.profiles![strategy]!
      const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
      const offered = sum(overTime.slices.map(({ offered }) => offered))
      expect(offered).toBe(chats.offered * 4)
      expect(sum(waits.counts)).toBe(offered)
      expect(sum(overTime.slices.map(({ waited }) => waited)) / offered).toBeCloseTo(metrics['waitMean']!.mean!, 6)
      expect(sum(overTime.slices.map(({ abandoned }) => abandoned))).toBeCloseTo(chats.abandoned * 4, 6)
      expect(sum(overTime.slices.map(({ withinServiceLevel }) => withinServiceLevel)) / offered).toBeCloseTo(
        metrics['serviceLevel']!.mean!,
        6,
      )
    }
  }
})
