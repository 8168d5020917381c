import { drawLot, startLot } from '@pointsman/core'
import { Latencies } from '../reask/latencies.ts'
import type { AnswerKind } from './answers.ts'
import { Tally } from './tally.ts'

/** What is sent, how fast, and by which clock. */
export interface OpenLoopOptions {
  readonly perSecond: number
  readonly seconds: number
  readonly seed: number
  readonly clock: LoadClock
  /** Readies the n-th delivery, which is then sent at its time. */
  readonly ready: (n: number) => () => Promise<AnswerKind>
  /** No more than so many may be under way: beyond that the webhook is not keeping up, and the load ends. */
  readonly mostUnderWay: number
  /** Deliveries are lost on purpose, so that what failed says nothing of the webhook. */
  readonly lossy?: boolean
  /** How long deliveries are held up on purpose, at most as good as: in ms. */
  readonly heldUpMs?: number
  readonly signal: AbortSignal
}

/** A clock that never goes back, in nanoseconds, and the way to wait until it shows a time. */
export interface LoadClock {
  readonly nanoseconds: () => bigint
  readonly until: (at: bigint) => Promise<void>
}

/** What a rate did to the webhook. */
export interface Load {
  readonly perSecond: number
  readonly tally: Tally
  /** How much later than intended deliveries went out: what this sender itself adds. It is part of the latencies. */
  readonly lag: Latencies
  /** Answers a second, from the first that was due until the last that came. */
  readonly answeredPerSecond: number
  /** No delivery was missed, and answers came as fast as deliveries went. */
  readonly held: boolean
}

/** How much of the time of a load may pass after its last delivery until all is answered. */
const drain = 0.05

/**
 * Sends at a rate whatever becomes of the answers, at random times as customers come (Poisson). Latencies count from when a
 * delivery was due, not from when it went: a webhook that stalls is late for all who came meanwhile, not for one of them
 * ("coordinated omission").
 */
export async function openLoop(options: OpenLoopOptions): Promise<Load> {
  const { clock, heldUpMs = 0, lossy = false, mostUnderWay, perSecond, ready, seconds, seed, signal } = options
  const tally = new Tally()
  const lag = new Latencies()
  const start = clock.nanoseconds()
  const underWay = new Set<Promise<void>>()
  let [due, lastDue, lastCame, overrun] = [start, start, start, false]
  for (let n = 0; ; n++) {
    due += BigInt(Math.round(gap(seed, n, perSecond)))
    if (Number(due - start) > seconds * 1e9 || signal.aborted) break
    overrun = underWay.size >= mostUnderWay
    if (overrun) break
    const send = ready(n)
    await clock.until(due)
    if (signal.aborted) break
    const meant = due
    lastDue = due
    lag.record(Math.max(0, Number(clock.nanoseconds() - due)))
    const one: Promise<void> = send().then((kind) => {
      underWay.delete(one)
      if (signal.aborted) return undefined
      lastCame = clock.nanoseconds()
      return tally.add(kind, Number(lastCame - meant))
    })
    underWay.add(one)
  }
  await Promise.all(underWay)
  const took = Number(lastCame - start) / 1e9
  const usual = ((tally.latencies.quantiles()?.p50 ?? 0) + heldUpMs) / 1000
  const drained = Number(lastCame - lastDue) / 1e9 - usual <= drain * seconds
  return {
    perSecond,
    tally,
    lag,
    answeredPerSecond: took > 0 ? tally.requests / took : 0,
    held: !overrun && (lossy ? tally.answers.late : tally.missed) === 0 && tally.requests > 0 && drained,
  }
}

/** Nanoseconds until the next delivery: exponential, the same for the same seed and number. */
function gap(seed: number, n: number, perSecond: number): number {
  const lot = drawLot(startLot(seed, 'deadline/gap', n), '') / 2 ** 32
  return (-Math.log1p(-lot) / perSecond) * 1e9
}
