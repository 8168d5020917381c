import type { AgentId, Explanation } from '@pointsman/core'

/** The strategies that gave one answer, and the explanation of the first of them. */
export interface Camp {
  /** Null: a pass. */
  readonly answer: AgentId | null
  readonly strategies: readonly string[]
  readonly explanation: Explanation
}

/** A request that strategies answered differently. */
export interface Difference {
  readonly file: string
  readonly line: number
  readonly chat: string
  /** In the order in which the strategies were asked for. */
  readonly answers: readonly (readonly [strategy: string, answer: AgentId | null])[]
  /** One for each answer, in the same order. */
  readonly camps: readonly Camp[]
}

/**
 * What set the strategies apart, codes first, an answer each: `a7: free-capacity 4 against 3 of a2 (most-free-capacity);
 * a2: a7 turned away by not-already-invited (rejection-averse); pass: none-admitted (skill-match +2)`.
 */
export function why({ camps }: Difference): string {
  return camps
    .map((camp) => `${camp.answer ?? 'pass'}: ${grounds(camp, rivalOf(camp, camps))} (${members(camp)})`)
    .join('; ')
}

/** The answer that a camp's is held against: the first camp's, and for the first camp the second's. */
export function rivalOf(camp: Camp, camps: readonly Camp[]): AgentId | null {
  return (camp === camps[0] ? camps[1] : camps[0])?.answer ?? null
}

/** Why a camp gave its answer and not its rival's, in codes. */
export function grounds({ explanation }: Camp, rival: AgentId | null): string {
  const { relaxed } = explanation
  return `${against(explanation, rival)}${relaxed.length === 0 ? '' : `, without ${relaxed.join(' and ')}`}`
}

function against({ decision, settledBy, keys, ranking, turnedAway }: Explanation, rival: AgentId | null): string {
  if (decision.kind === 'pass') return decision.why
  const away = turnedAway.find(({ agent }) => agent === rival)
  if (away !== undefined) return `${rival} turned away by ${away.rule}`
  const named = ranking[0]?.keys ?? []
  const other = ranking.find(({ agent }) => agent === rival)?.keys
  if (other === undefined) return settledBy ?? 'not-explained'
  const k = keys.findIndex((_, i) => named[i] !== other[i])
  const key = keys[k]?.name ?? 'id'
  return key === 'lot' ? 'lot' : `${key} ${figure(named[k])} against ${figure(other[k])} of ${rival}`
}

function members({ strategies }: Camp): string {
  return strategies.length === 1 ? String(strategies[0]) : `${strategies[0]} +${strategies.length - 1}`
}

function figure(value: number | undefined): string {
  return value === undefined ? '–' : String(Number(value.toFixed(6)))
}
