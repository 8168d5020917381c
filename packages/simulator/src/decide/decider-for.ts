import type { Strategy } from '@pointsman/core'
import type { World } from '@pointsman/world'
import type { SimulationLedger } from '../ledger/simulation-ledger.ts'
import type { SimulatedChat } from '../run/simulated-chat.ts'
import type { Decider } from './decider.ts'
import { IndexDecider } from './index-decider.ts'
import { indexable } from './indexable.ts'
import { Scan } from './scan.ts'

/** An index where the strategy allows one, and a scan for everything else. */
export function deciderFor(strategy: Strategy, world: World<SimulatedChat>, ledger: SimulationLedger): Decider {
  const what = indexable(strategy)
  const scan = new Scan(strategy, world, ledger)
  return what === undefined ? scan : new IndexDecider(what, world, ledger, scan)
}
