import { chanceOfBest } from './chance-of-best.ts'
import type { Explanation, Ranked } from './decision.ts'
import { byKeys, drawing } from './drawing.ts'
import type { AgentId } from './model.ts'

/**
 * The strategy's probability of naming each agent, given the request and the ledger, over its lots: what an off-policy
 * estimate weighs by. Whoever is not in the map is never named; the probabilities add up to 1, and a pass names nobody, so
 * its map is empty. A strategy without lots names its choice with probability 1. Undefined where nothing is known of how
 * the strategy draws.
 */
export function propensities(explanation: Explanation): ReadonlyMap<AgentId, number> | undefined {
  const { decision, keys, ranking } = explanation
  if (decision.kind === 'pass') return ranking.length === 0 ? new Map() : undefined
  const how = drawing(explanation)
  if (how === undefined) return undefined
  const n = ranking.length
  // Where all are drawn the ranking is in order.
  const order = how.drawn === n ? ranking : ranking.toSorted((a, b) => byKeys(keys, how, a, b))
  const odds = new Map<AgentId, number>()
  for (let b = 0; b < n;) {
    let t = 1
    while (b + t < n && byKeys(keys, how, order[b] as Ranked, order[b + t] as Ranked) === 0) t++
    const each = chanceOfBest(b, t, n, how.drawn)
    if (each === 0) break
    for (let i = b; i < b + t; i++) odds.set((order[i] as Ranked).agent, each)
    b += t
  }
  return odds
}
