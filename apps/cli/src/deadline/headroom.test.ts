import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findRate } from './find-rate.ts'
import { headroomOf } from './headroom.ts'
import { Tally } from './tally.ts'
import { Latencies } from '../reask/latencies.ts'

const sizes = [10, 100, 1000, 10_000]

describe('head-room', () => {
  it('DL4 of a latency that grows as a power of the roster is where that power reaches 5 s, and said to be extrapolated', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 2, noNaN: true }),
        fc.double({ min: 1e-6, max: 1e-5, noNaN: true }),
        (power, factor) => {
          const found = headroomOf(sizes.map((at) => ({ at, ms: factor * at ** power })))
          const truth = (5000 / factor) ** (1 / power)
          expect(found).toMatchObject({ kind: 'extrapolated', fit: { from: 100, to: 10_000, points: 3 } })
          if (found.kind !== 'extrapolated') return
          expect(found.at / truth).toBeCloseTo(1, 6)
          expect(found.growth).toBeCloseTo(power, 6)
        },
      ),
      { seed: 4, numRuns: 300 },
    )
  })

  it('DL4 a slope flatter than in proportion is not believed', () => {
    const found = headroomOf([
      { at: 100, ms: 5 },
      { at: 1000, ms: 5 },
    ])
    expect(found).toMatchObject({ kind: 'extrapolated', growth: 1, at: 1_000_000 })
  })

  it('DL4 is measured where a size is over the deadline, and unknown without two sizes of 100 or more', () => {
    const at = (ms: number) =>
      headroomOf([
        { at: 1000, ms },
        { at: 100, ms: 1 },
      ])
    expect(at(5001)).toEqual({ kind: 'measured', below: 100, at: 1000 })
    expect(at(5000).kind).toBe('extrapolated')
    expect(headroomOf([{ at: 10, ms: 6000 }])).toEqual({ kind: 'measured', below: null, at: 10 })
    for (const few of [[100], [10, 50], [10, 99, 100]]) {
      expect(headroomOf(few.map((at) => ({ at, ms: at })))).toEqual({ kind: 'unknown', why: 'too few sizes' })
    }
    expect(headroomOf([])).toEqual({ kind: 'unknown', why: 'too few sizes' })
  })

  it('DL6 of the rate is between one that is held and one that is not, close together, whatever the webhook can do', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 1, max: 16_384, noNaN: true }), async (capacity) => {
        const { headroom, loads } = await findRate(undefined, async (perSecond) =>
          loadOf(perSecond, perSecond <= capacity),
        )
        const { crossedPerSecond, heldPerSecond } = headroom
        expect(heldPerSecond).toBeLessThanOrEqual(capacity)
        expect(loads.length).toBeLessThan(16)
        if (capacity === 16_384) return
        expect(crossedPerSecond).toBeGreaterThan(capacity)
        expect(Number(crossedPerSecond) / Number(heldPerSecond)).toBeLessThan(1.25)
      }),
      { seed: 6, numRuns: 200 },
    )
  })

  it('DL6 rates that are given are tried from the lowest until one is not held', async () => {
    const found = await findRate([30, 10, 20, 40], async (perSecond) => loadOf(perSecond, perSecond < 30))
    expect(found.loads.map(({ perSecond }) => perSecond)).toEqual([10, 20, 30])
    expect(found.headroom).toEqual({ heldPerSecond: 20, crossedPerSecond: 30 })
  })
})

function loadOf(perSecond: number, held: boolean) {
  return { perSecond, held, tally: new Tally(), lag: new Latencies(), answeredPerSecond: perSecond }
}
