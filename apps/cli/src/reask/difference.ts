import type { AgentId, Explanation } from '@pointsman/core'
import { groundInCodes, groundOf, type Ground } from './ground.ts'

/** The strategies that gave one answer, and the explanation of the first of them. */
export interface Camp {
  /** Null: a pass. */
  readonly answer: AgentId | null
  readonly strategies: readonly string[]
  readonly explanation: Explanation
}

/** A request that strategies answered differently, or that the only strategy answers otherwise than was recorded. */
export interface Difference {
  readonly file: string
  readonly line: number
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly chat: string
  readonly queue: string
  /** What was answered then: null is a pass; undefined: the recording does not say. */
  readonly recorded: AgentId | null | undefined
  /** In the order in which the strategies were asked for. */
  readonly answers: readonly (readonly [strategy: string, answer: AgentId | null])[]
  /** One for each answer, in the same order. */
  readonly camps: readonly Camp[]
}

/** A camp, the answer that it is held against, and what sets the two apart. */
export interface Apart extends Camp {
  readonly against: AgentId | null
  readonly ground: Ground
}

/**
 * Each camp held against the first, and the first against the second; the only camp of a single strategy against what was
 * recorded.
 */
export function apart({ camps, recorded = null }: Difference): readonly Apart[] {
  return camps.map((camp) => {
    const rival = camp === camps[0] ? camps[1] : camps[0]
    const against = rival === undefined ? recorded : rival.answer
    return { ...camp, against, ground: groundOf(camp.explanation, against, rival?.explanation) }
  })
}

/**
 * What set the strategies apart, codes first, an answer each: `a7: free-capacity 4 against 3 of a2 (most-free-capacity);
 * a2: a7 turned away by not-already-invited (rejection-averse); pass: none-admitted (skill-match +2)`.
 */
export function why(difference: Difference): string {
  return apart(difference)
    .map((camp) => `${camp.answer ?? 'pass'}: ${grounds(camp)} (${members(camp)})`)
    .join('; ')
}

/** What sets a camp apart, in codes, and which rules were not applied. */
export function grounds({ ground, explanation: { relaxed } }: Apart): string {
  return `${groundInCodes(ground)}${relaxed.length === 0 ? '' : `, without ${relaxed.join(' and ')}`}`
}

function members({ strategies }: Camp): string {
  return strategies.length === 1 ? String(strategies[0]) : `${strategies[0]} +${strategies.length - 1}`
}
