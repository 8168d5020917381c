import { platformOf } from '../run/platform-of.ts'
import { rateOf } from './means.ts'
import type { Scenario } from './scenario.ts'

/** Handlings per second in the long run, by queue: of the chats that arrive in it and of those that come from other queues. */
export function handlings({ platform, queues }: Pick<Scenario, 'platform' | 'queues'>): ReadonlyMap<string, number> {
  const total = new Map(queues.map(({ arrivals, id }) => [id, rateOf(arrivals)]))
  let coming = new Map(total)
  for (let n = platformOf(platform).maxTransfers; n > 0; n--) {
    const next = new Map<string, number>()
    for (const { id, transfers = [] } of queues) {
      for (const { share, to } of transfers) next.set(to, (next.get(to) ?? 0) + share * (coming.get(id) ?? 0))
    }
    if (next.size === 0) break
    for (const [id, rate] of next) total.set(id, (total.get(id) ?? 0) + rate)
    coming = next
  }
  return total
}
