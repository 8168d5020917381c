import type { RankingKey } from './decision.ts'
import type { Situation } from './situation.ts'
import type { Agent } from './model.ts'
import type { Policy, Preference } from './strategy.ts'

/** The columns of a ranking: their names, where their numbers come from, and which way they sort. */
export interface RankColumns {
  readonly names: readonly RankingKey[]
  readonly keys: readonly Preference['key'][]
  /** For each column 1 where the smaller number comes first, −1 where the greater does. */
  readonly signs: readonly number[]
}

/** Whether drawn, where the policy samples; its preferences; and at last the lot. */
export function rankColumns({ sample, prefer }: Policy): RankColumns {
  const columns = sample === undefined ? [...prefer, lot] : [drawn, ...prefer, lot]
  return {
    names: Object.freeze(columns.map(({ name, wants }) => Object.freeze({ name, wants }))),
    keys: columns.map(({ key }) => key),
    signs: columns.map(({ wants }) => (wants === 'more' ? -1 : 1)),
  }
}

type Column = Pick<Preference, 'name' | 'wants' | 'key'>

/** Marked when all lots are known. */
const drawn: Column = { name: 'drawn', wants: 'more', key: () => 0 }
const lot: Column = { name: 'lot', wants: 'less', key: (agent: Agent, situation: Situation) => situation.lot(agent) }
