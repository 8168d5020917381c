import type { Ranked } from './decision.ts'
import type { Agent } from './model.ts'
import type { Situation } from './situation.ts'
import type { Preference } from './strategy.ts'

/** One column of a ranking and where its numbers come from. */
export interface Column {
  readonly name: string
  readonly wants: 'more' | 'less'
  readonly reads: Preference | 'drawn' | 'lot'
}

/** Ranks the agents, best first: by each column in turn, and by id where every number is the same. */
export function rank(
  columns: readonly Column[],
  agents: readonly Agent[],
  sampled: ReadonlySet<Agent> | undefined,
  situation: Situation,
): Ranked[] {
  const ranked: Ranked[] = agents.map((agent) => ({ agent: agent.id, keys: new Array<number>(columns.length) }))
  columns.forEach(({ reads }, k) => {
    for (let i = 0; i < agents.length; i++) {
      const agent = agents[i] as Agent
      const keys = (ranked[i] as Ranked).keys as number[]
      if (reads === 'lot') keys[k] = situation.lot(agent)
      else if (reads === 'drawn') keys[k] = sampled?.has(agent) ? 1 : 0
      else keys[k] = reads.key(agent, situation)
    }
  })
  const signs = columns.map(({ wants }) => (wants === 'more' ? -1 : 1))
  return ranked.sort((a, b) => {
    for (let k = 0; k < signs.length; k++) {
      const apart = ((a.keys[k] as number) - (b.keys[k] as number)) * (signs[k] as number)
      if (apart !== 0) return apart
    }
    return a.agent < b.agent ? -1 : 1
  })
}
