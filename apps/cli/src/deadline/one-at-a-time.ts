import type { Deliveries } from './deliveries.ts'
import type { Sender } from './sender.ts'
import { Tally } from './tally.ts'

/** How long, and until when. */
export interface OneAtATimeOptions {
  readonly requests: number
  /** No more is begun after so many seconds, though at least ten are. */
  readonly seconds: number
  readonly nanoseconds: () => bigint
  /** Seconds since 1970. */
  readonly now: () => number
  readonly signal: AbortSignal
  readonly onAsked: (asked: number) => void
}

const fewest = 10
const warmup = 5

/** Posts one delivery after another, each when the one before is answered: what an idle webhook needs for this roster. */
export async function oneAtATime(
  deliveries: Deliveries,
  sender: Sender,
  { nanoseconds, now, onAsked, requests, seconds, signal }: OneAtATimeOptions,
): Promise<Tally> {
  const tally = new Tally()
  const start = nanoseconds()
  for (let n = 0; tally.requests < requests && !signal.aborted; n++) {
    if (Number(nanoseconds() - start) / 1e9 > seconds && tally.requests >= fewest) break
    const signed = sender.sign(deliveries.body(n, now()))
    const sent = nanoseconds()
    const kind = await sender.post(signed, deliveries.ids)
    // What an interrupt cut off says nothing of the webhook.
    if (signal.aborted) break
    if (n < warmup) continue
    tally.add(kind, Number(nanoseconds() - sent))
    onAsked(tally.requests)
  }
  return tally
}
