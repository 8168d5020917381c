import { longestDelay, startFaultProxy, type FaultCounts, type Faults } from '@pointsman/emulator'
import type { Contender } from '../contender/contender.ts'
import { deliveriesWith, type Deliveries } from './deliveries.ts'
import { findRate, type RateHeadroom } from './find-rate.ts'
import { measureInProcess, type InProcessSize } from './in-process.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { openLoop, type Load, type LoadClock } from './open-loop.ts'
import { openSender, type Sender } from './sender.ts'
import type { Tally } from './tally.ts'

/** What is asked of whom. */
export interface DeadlineQuestion {
  /** Sizes of the roster, rising. */
  readonly agents: readonly number[]
  /** None: nothing is measured in this process. */
  readonly contenders: readonly Contender[]
  readonly requests: number
  /** For each size, and for each rate. */
  readonly seconds: number
  readonly seed: number
  readonly over?: OverHttp
}

/** The webhook to be measured. */
export interface OverHttp {
  readonly url: string
  readonly secret: string
  readonly faults?: Faults
  /** Absent: they are looked for. */
  readonly rates?: readonly number[]
  /** The roster that rates are measured with; 0: rates are not measured. */
  readonly rateAgents: number
}

/** Of the outside. */
export interface DeadlineSurroundings {
  readonly clock: LoadClock
  /** Seconds since 1970. */
  readonly now: () => number
  readonly signal: AbortSignal
  readonly onProgress: (done: number, share: number, things: string) => void
}

/** What the webhook needed. */
export interface OverHttpReport {
  readonly url: string
  readonly faults?: Faults
  /** What the faults did. */
  readonly faultCounts?: FaultCounts
  readonly sizes: readonly { readonly agents: number; readonly bytes: number; readonly tally: Tally }[]
  /** Why the last delivery that failed did. */
  readonly trouble?: string
  readonly rates?: { readonly agents: number; readonly loads: readonly Load[]; readonly headroom: RateHeadroom }
}

/** All that was measured. */
export interface DeadlineReport {
  readonly inProcess: readonly InProcessSize[]
  readonly overHttp?: OverHttpReport
  readonly cutOff: boolean
}

/** No more than so many bytes, and so many deliveries, are under way at once. */
const mostBytes = 256 * 2 ** 20
const mostDeliveries = 4_000

/** Measures in this process, then over HTTP; when the signal comes, what is known is the answer. */
export async function runDeadline(
  question: DeadlineQuestion,
  surroundings: DeadlineSurroundings,
): Promise<DeadlineReport> {
  const { agents, contenders, over } = question
  const { clock, now, signal, onProgress } = surroundings
  const from = Math.floor(now())
  const run = from.toString(36)
  const deliveries = (size: number, part: string): Deliveries =>
    deliveriesWith(size, { seed: question.seed, run: `${run}${part}`, from })
  const asked = (size: number) => (n: number) =>
    onProgress(n, Math.min(1, n / question.requests), `requests with ${size} agents`)
  const inProcess: InProcessSize[] = []
  for (const size of contenders.length === 0 ? [] : agents) {
    if (signal.aborted) break
    const options = { ...question, nanoseconds: clock.nanoseconds, signal, from, onAsked: asked(size) }
    const measured = await measureInProcess(deliveries(size, ''), contenders, options)
    if (measured.requests > 0) inProcess.push(measured)
  }
  if (over === undefined || signal.aborted) return { inProcess, cutOff: signal.aborted }
  const { faults, url } = over
  const proxy = faults === undefined ? undefined : await startFaultProxy({ target: url, faults, seed: question.seed })
  const sender = openSender(proxy?.url ?? url, over.secret, signal)
  try {
    const sizes: { agents: number; bytes: number; tally: Tally }[] = []
    for (const size of agents) {
      if (signal.aborted) break
      const options = { ...question, nanoseconds: clock.nanoseconds, now, signal, onAsked: asked(size) }
      const posted = deliveries(size, `s${size}-`)
      const tally = await oneAtATime(posted, sender, options)
      if (tally.requests > 0) sizes.push({ agents: size, bytes: posted.bytes, tally })
    }
    // Of a webhook that answers nothing as it must there is no rate that it holds.
    const none = over.rateAgents === 0 || isUnheard(sizes)
    const rates = none ? undefined : await atRates(question, over, sender, deliveries, surroundings)
    const { trouble } = sender
    const report: OverHttpReport = {
      url,
      sizes,
      ...(trouble === undefined ? {} : { trouble }),
      ...(rates === undefined || rates.loads.length === 0 ? {} : { rates }),
      ...(faults === undefined || proxy === undefined ? {} : { faults, faultCounts: proxy.counts }),
    }
    return { inProcess, overHttp: report, cutOff: signal.aborted }
  } finally {
    sender.end()
    await proxy?.end()
  }
}

/** Whether no delivery of any size was answered as it must be. */
export function isUnheard(sizes: OverHttpReport['sizes']): boolean {
  return sizes.length > 0 && sizes.every(({ tally }) => tally.answers.failed === tally.requests)
}

async function atRates(
  { seconds, seed }: DeadlineQuestion,
  { faults, rateAgents, rates }: OverHttp,
  sender: Sender,
  deliveries: (size: number, part: string) => Deliveries,
  { clock, now, signal, onProgress }: DeadlineSurroundings,
): Promise<NonNullable<OverHttpReport['rates']>> {
  let step = 0
  const found = await findRate(rates, async (perSecond) => {
    if (signal.aborted) return undefined
    const posted = deliveries(rateAgents, `r${step++}-`)
    const load = await openLoop({
      perSecond,
      seconds,
      seed,
      clock,
      signal,
      lossy: (faults?.loss ?? 0) > 0,
      heldUpMs: faults === undefined ? 0 : longestDelay(faults),
      mostUnderWay: Math.max(8, Math.min(mostDeliveries, Math.floor(mostBytes / posted.bytes))),
      ready: (n) => {
        onProgress(n, Math.min(1, n / (perSecond * seconds)), `requests at ${perSecond} a second`)
        const signed = sender.sign(posted.body(n, now()))
        return () => sender.post(signed, posted.ids)
      },
    })
    return signal.aborted ? undefined : load
  })
  return { agents: rateAgents, ...found }
}
