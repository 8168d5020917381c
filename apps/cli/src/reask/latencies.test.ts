import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Latencies, type LatencyMs } from './latencies.ts'

describe('latencies', () => {
  it('C16 quantiles are those of the sorted durations, to three significant digits; the maximum is exact', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 20_000_000_000 }), { minLength: 1, maxLength: 2000 }),
        (durations) => {
          const latencies = new Latencies()
          for (const each of durations) latencies.record(each)
          const sorted = durations.toSorted((a, b) => a - b)
          const exact = (q: number): number => (sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] as number) / 1e6
          const { p50, p99, p999, max } = latencies.quantiles() as LatencyMs
          expect(max).toBe((sorted.at(-1) as number) / 1e6)
          for (const [got, want] of [
            [p50, exact(0.5)],
            [p99, exact(0.99)],
            [p999, exact(0.999)],
          ] as const)
            expect(Math.abs(got - want)).toBeLessThanOrEqual(want / 1000 + 1e-6)
        },
      ),
      { seed: 12, numRuns: 200 },
    )
  })
})
