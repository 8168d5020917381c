import type { Ranked } from './decision.ts'
import type { Agent } from './model.ts'
import type { Situation } from './situation.ts'
import { orderRows } from './order-rows.ts'
import type { RankColumns } from './rank-columns.ts'
import type { Preference } from './strategy.ts'

/** Ranks the agents, best first: by each column in turn, the last being the lot, and by id where every number is the same. */
export function rank(
  { keys, signs }: RankColumns,
  agents: readonly Agent[],
  sample: number | undefined,
  situation: Situation,
): Ranked[] {
  const ranked: Ranked[] = []
  for (let i = 0; i < agents.length; i++) {
    const agent = agents[i] as Agent
    ranked.push({ agent: agent.id, keys: keysOf(keys, agent, situation) })
  }
  if (sample !== undefined) draw(sample, ranked)
  const order = orderRows(ranked, signs)
  const inOrder: Ranked[] = []
  for (let i = 0; i < ranked.length; i++) inOrder.push(ranked[order[i] as number] as Ranked)
  return inOrder
}

/** Marks in the first column those with the lowest lots, so that they are ranked before all others. */
function draw(sample: number, ranked: readonly Ranked[]): void {
  const drawn: Ranked[] = []
  for (const one of ranked) {
    let place = drawn.length
    while (place > 0 && lotPrecedes(one, drawn[place - 1] as Ranked)) place--
    if (place >= sample) continue
    for (let later = Math.min(drawn.length, sample - 1); later > place; later--)
      drawn[later] = drawn[later - 1] as Ranked
    drawn[place] = one
  }
  for (const { keys } of drawn) (keys as number[])[0] = 1
}

function lotPrecedes(a: Ranked, b: Ranked): boolean {
  const [lotA, lotB] = [a.keys[a.keys.length - 1] as number, b.keys[b.keys.length - 1] as number]
  return lotA === lotB ? a.agent < b.agent : lotA < lotB
}

/** The agent's row. Written out for the usual widths: a list that grows takes room for 17. */
function keysOf(keys: readonly Preference['key'][], agent: Agent, situation: Situation): number[] {
  const [a, b, c] = keys
  if (a === undefined) return []
  if (b === undefined) return [a(agent, situation)]
  if (c === undefined) return [a(agent, situation), b(agent, situation)]
  const first = [a(agent, situation), b(agent, situation), c(agent, situation)]
  for (let k = 3; k < keys.length; k++) first.push((keys[k] as Preference['key'])(agent, situation))
  return first
}
