import { Router } from '@pointsman/core'
import { checkPayload, decodeAssign, isAssign } from '@pointsman/inbenta'
import type { Contender } from '../contender/contender.ts'
import { Latencies } from '../reask/latencies.ts'
import type { Deliveries } from './deliveries.ts'
import { deadlineNs } from './deadline-ms.ts'

/** How long, and until when. */
export interface InProcessOptions {
  /** When the first question is asked, in seconds since 1970. */
  readonly from: number
  readonly requests: number
  /** No more is begun after so many seconds, though at least ten questions are asked. */
  readonly seconds: number
  readonly nanoseconds: () => bigint
  readonly signal: AbortSignal
  readonly onAsked: (asked: number) => void
}

/** One strategy's latencies with one roster. */
export interface InProcessStrategy {
  readonly name: string
  /** The choice alone: the router with its ledger. */
  readonly decide: Latencies
  /** Reading the body, and the choice. */
  readonly whole: Latencies
  named: number
  missed: number
}

/** What one roster takes, in this process. */
export interface InProcessSize {
  readonly agents: number
  readonly bytes: number
  requests: number
  /** Reading the body: text, JSON, check, decode. The same for every strategy. */
  readonly decode: Latencies
  readonly strategies: readonly InProcessStrategy[]
}

const fewest = 10
/** Questions are a minute apart, so that what was named is no longer reserved, and a day's memory is bounded. */
const apart = 60

/**
 * Asks every strategy the same questions, another one first each time; each has a memory of its own. A warm-up of a tenth,
 * at most 100 questions, is not counted.
 */
export async function measureInProcess(
  deliveries: Deliveries,
  contenders: readonly Contender[],
  options: InProcessOptions,
): Promise<InProcessSize> {
  const { from, nanoseconds, requests, seconds, signal, onAsked } = options
  const strategies = contenders.map(({ name }) => ({
    name,
    decide: new Latencies(),
    whole: new Latencies(),
    named: 0,
    missed: 0,
  }))
  const routers = contenders.map((contender) => new Router(contender.make()))
  const size = { agents: deliveries.agents, bytes: deliveries.bytes, requests: 0, decode: new Latencies(), strategies }
  const warmup = Math.min(100, Math.ceil(requests / 10))
  const start = nanoseconds()
  for (let n = 0; size.requests < requests; n++) {
    const spent = Number(nanoseconds() - start) / 1e9
    if (signal.aborted || (spent > seconds && size.requests >= fewest)) break
    const counts = n >= warmup || spent > seconds / 10
    const body = deliveries.body(n, from + n * apart)
    const began = nanoseconds()
    const payload = checkPayload(JSON.parse(body.toString('utf8')))
    if (!isAssign(payload)) throw new Error('a delivery that asks for nothing')
    const request = decodeAssign(payload)
    const decode = Number(nanoseconds() - began)
    if (counts) size.decode.record(decode)
    for (let k = 0; k < routers.length; k++) {
      const i = (n + k) % routers.length
      const asked = nanoseconds()
      const { decision } = (routers[i] as Router).route(request)
      const decide = Number(nanoseconds() - asked)
      if (!counts) continue
      const strategy = strategies[i] as InProcessStrategy
      strategy.decide.record(decide)
      strategy.whole.record(decode + decide)
      if (decision.kind === 'assign') strategy.named++
      if (decode + decide > deadlineNs) strategy.missed++
    }
    if (!counts) continue
    onAsked(++size.requests)
    // An interrupt is heard only between turns of the event loop.
    if (size.requests % 20 === 0 || decode > 5_000_000) await new Promise((resolve) => setImmediate(resolve))
  }
  return size
}
