import { describe, expect, it } from 'vitest'
import type { AnswerKind } from './answers.ts'
import { openLoop, type Load, type LoadClock } from './open-loop.ts'

/** A clock that a test moves: it jumps to the next thing that is due. */
class VirtualClock implements LoadClock {
  now = 0n
  readonly #due: { readonly at: bigint; readonly happen: () => void }[] = []
  readonly nanoseconds = (): bigint => this.now

  at(at: bigint, happen: () => void): void {
    this.#due.push({ at, happen })
    this.#due.sort((a, b) => Number(a.at - b.at))
  }

  until = async (at: bigint): Promise<void> => {
    while ((this.#due[0]?.at ?? at) < at) await this.next()
    if (at > this.now) this.now = at
  }

  async next(): Promise<void> {
    const first = this.#due.shift()
    if (first === undefined) return
    if (first.at > this.now) this.now = first.at
    first.happen()
    for (let turn = 0; turn < 5; turn++) await Promise.resolve()
  }
}

/** Sends at a rate to a webhook that answers one after another, each after so many nanoseconds. */
async function loaded(
  perSecond: number,
  serviceOf: (n: number) => bigint,
  { kind = 'honoured' as AnswerKind, mostUnderWay = 1e9, senderStallsAt = -1 } = {},
): Promise<{ readonly load: Load; readonly latencies: readonly number[] }> {
  const clock = new VirtualClock()
  const latencies: number[] = []
  let free = 0n
  const state = { over: false }
  const load = openLoop({
    perSecond,
    seconds: 20,
    seed: 3,
    clock,
    mostUnderWay,
    signal: new AbortController().signal,
    ready: (n) => {
      if (n === senderStallsAt) clock.now += 2000n * ms
      return () =>
        new Promise((resolve) => {
          const sent = clock.now
          free = (free > sent ? free : sent) + serviceOf(n)
          latencies.push(Number(free - sent))
          clock.at(free, () => resolve(kind))
        })
    },
  }).finally(() => (state.over = true))
  // Once all is sent, only the answers move the clock.
  while (!state.over) {
    await new Promise((resolve) => setImmediate(resolve))
    await clock.next()
  }
  return { load: await load, latencies: latencies.sort((a, b) => a - b) }
}

const ms = 1_000_000n

describe('load at a rate', () => {
  it('DL5 latencies are those of a line that nobody slows down: whoever comes while the webhook stalls is late too', async () => {
    // One stall of two seconds, in which some 100 more come.
    const { load, latencies } = await loaded(50, (n) => (n === 400 ? 2000n * ms : ms))
    const told = load.tally.latencies.quantiles()!
    expect(load.tally.requests).toBe(latencies.length)
    expect(latencies.length).toBeGreaterThan(900)
    expect(told.max).toBe(latencies.at(-1)! / 1e6)
    expect(latencies.filter((each) => each > 1e9).length).toBeGreaterThan(40)
    const exact = (q: number): number => latencies[Math.ceil(q * latencies.length) - 1]! / 1e6
    expect(told.p50 / exact(0.5)).toBeCloseTo(1, 2)
    expect(told.p99 / exact(0.99)).toBeCloseTo(1, 2)
    expect(told.p999 / exact(0.999)).toBeCloseTo(1, 2)
  })

  it('DL5 what goes late counts from when it was due, and how late is told', async () => {
    const { latencies, load } = await loaded(50, () => ms, { senderStallsAt: 400 })
    const late = load.tally.latencies
    expect(load.lag.quantiles()?.max).toBeGreaterThan(1900)
    expect(late.quantiles()?.max).toBeGreaterThan(1900)
    // Some 100 were due meanwhile, of 1,000: by the time from sending on only a burst is seen.
    expect(late.quantiles()?.p99).toBeGreaterThan(1500)
    expect(latencies.at(-1)! / 1e6).toBeLessThan(200)
  })

  it('DL5 deliveries come at the rate, at random, and the same for the same seed', async () => {
    const [one, other] = [await loaded(50, () => ms), await loaded(50, () => ms)]
    expect(one.latencies).toEqual(other.latencies)
    expect(one.load.tally.requests / 20 / 50).toBeCloseTo(1, 1)
    expect(one.load.lag.quantiles()?.max).toBe(0)
  })

  it('DL6 a rate is held where the webhook keeps up, and is not where a line builds up, answers are missed, or too many wait', async () => {
    const held = async (...given: Parameters<typeof loaded>): Promise<boolean> => (await loaded(...given)).load.held
    expect(await held(50, () => 10n * ms)).toBe(true)
    expect(await held(50, () => 30n * ms)).toBe(false)
    expect(await held(50, () => ms, { kind: 'failed' })).toBe(false)
    expect(await held(50, () => ms, { kind: 'blank' })).toBe(true)
    expect(await held(50, (n) => (n === 7 ? 6000n * ms : ms))).toBe(false)
    const overrun = (await loaded(50, () => 1000n * ms, { mostUnderWay: 20 })).load
    expect([overrun.held, overrun.tally.requests]).toEqual([false, 20])
  })
})
