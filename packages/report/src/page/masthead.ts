import type { Comparison } from '@pointsman/simulator'
import { digits, formatOf } from '../metric/format.ts'
import { markup, type Markup } from '../markup/markup.ts'
import type { Contender } from './contender.ts'

/** What is compared, on what, and how often. */
export function masthead({ scenario, replications, seed }: Comparison, contenders: readonly Contender[]): Markup {
  const offered = contenders[0]?.result.chats.offered ?? 0
  const chats = digits(offered, formatOf('number', offered, 1))
  const strategies = contenders.length === 1 ? '1 strategy' : `${contenders.length} strategies`
  return markup`<header><p class="kind">Routing strategies compared</p><h1><bdi>${scenario}</bdi></h1><p class="facts"><span>${strategies}</span> <span>${replications === 1 ? '1 replication' : `${replications} replications`}</span> <span>${chats} chats in each</span> <span>closed loop</span> <span>seed ${String(seed)}</span></p></header>`
}
