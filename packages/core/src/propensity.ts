import { chanceOfBest } from './chance-of-best.ts'
import type { Explanation, Ranked } from './decision.ts'
import { byKeys, drawing } from './drawing.ts'

/**
 * The strategy's probability of the answer that it gave, above 0 and at most 1, as `propensities` has it of the agent named,
 * without a look at the others' chances. Of a pass it is 1: no lot decides whether anybody may have the chat. Undefined
 * where nothing is known of how the strategy draws.
 */
export function propensity(explanation: Explanation): number | undefined {
  const { decision, keys, ranking } = explanation
  if (decision.kind === 'pass') return ranking.length === 0 ? 1 : undefined
  const how = drawing(explanation)
  const [named] = ranking
  if (how === undefined || named?.agent !== decision.agent) return undefined
  const n = ranking.length
  let [better, alike] = [0, 0]
  for (let i = 0; i < n; i++) {
    const order = byKeys(keys, how, named, ranking[i] as Ranked)
    if (order > 0) better++
    else if (order === 0) alike++
    // Where all are drawn the ranking is in order.
    else if (how.drawn === n) break
  }
  return chanceOfBest(better, alike, n, how.drawn)
}
