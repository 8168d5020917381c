import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ManualClock } from './manual-clock.ts'
import { ScaledClock } from './scaled-clock.ts'

describe('the clock', () => {
  const entry = fc.record({
    at: fc.integer({ min: 0, max: 9 }),
    phase: fc.integer({ min: 0, max: 3 }),
    out: fc.boolean(),
  })

  test('EM17 does what is to be done by time, phase and ordinal, and not what was taken back', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 60 }), (entries) => {
        const clock = new ManualClock()
        const done: number[] = []
        const timers = entries.map(({ at, phase }, i) => clock.at(at, phase, () => void done.push(i)))
        entries.forEach(({ out }, i) => out && timers[i]?.cancel())
        entries.forEach(({ out }, i) => out && timers[i]?.cancel())
        while (clock.step());
        const expected = entries
          .map((one, i) => ({ ...one, i }))
          .filter(({ out }) => !out)
          .toSorted((a, b) => a.at - b.at || a.phase - b.phase || a.i - b.i)
        expect(done).toEqual(expected.map(({ i }) => i))
      }),
      { seed: 7, numRuns: 300 },
    )
  })

  test('EM17 what is late bears the time it was meant for, and time never runs back', async () => {
    let wall = 0
    const clock = new ScaledClock(1000, () => wall)
    const seen: number[] = []
    const done = new Promise<void>((resolve) => {
      for (const at of [30, 10, 20]) clock.at(at, 0, () => void seen.push(clock.now()))
      clock.at(40, 0, resolve)
    })
    expect(clock.now()).toBe(0)
    clock.start()
    // A second of the wall's is a thousand of the world's: all of it is late.
    wall = 1000
    expect(clock.now()).toBe(10)
    await done
    expect(seen).toEqual([10, 20, 30])
    wall = 2000
    expect(clock.now()).toBe(2000)
    wall = 1500
    expect(clock.now()).toBe(2000)
    wall = 2001
    clock.at(1, 0, () => void seen.push(clock.now()))
    await expect.poll(() => seen).toEqual([10, 20, 30, 2001])
    clock.stop()
  })

  test('EM17 it stands still while it is held, by however many, and the time held is no time', async () => {
    let wall = 0
    const clock = new ScaledClock(1, () => wall)
    clock.start()
    wall = 5000
    const [first, second] = [clock.hold(), clock.hold()]
    wall = 9000
    expect(clock.now()).toBe(5)
    let done = false
    clock.at(0, 0, () => (done = true))
    first()
    first()
    await new Promise((resolve) => setImmediate(resolve))
    expect([clock.now(), done]).toEqual([5, false])
    second()
    await expect.poll(() => done).toBe(true)
    wall = 10_000
    expect(clock.now()).toBe(6)
    clock.stop()
  })

  test('EM17 as fast as can be: one thing after another, whatever the wall says', async () => {
    const clock = new ScaledClock(Infinity, () => 0)
    const seen: number[] = []
    const again = (): void => {
      seen.push(clock.now())
      if (seen.length < 1000) clock.at(clock.now() + 3600, 0, again)
    }
    clock.at(3600, 0, again)
    clock.start()
    await expect.poll(() => seen.length).toBe(1000)
    expect(seen.at(-1)).toBe(3_600_000)
    clock.stop()
  })
})
