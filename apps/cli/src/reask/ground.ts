import type { AgentId, Explanation } from '@pointsman/core'

/**
 * What set an answer apart from another one. `key`: the first key in which the two agents differ; `lot`: drawn; `turned-away`:
 * a rule turned the other agent away; `admitted`: the other strategy names nobody, and turned this agent away; `pass`: nobody
 * was named; `not-listed`: the request does not list the other agent; `settled`: all that is known is what settled it.
 */
export type Ground =
  | {
      readonly code: 'key'
      readonly key: string
      readonly value: number
      readonly other: number
      readonly agent: AgentId
    }
  | { readonly code: 'lot'; readonly agent: AgentId }
  | { readonly code: 'turned-away' | 'admitted'; readonly agent: AgentId; readonly rule: string }
  | { readonly code: 'pass'; readonly why: string; readonly agent?: AgentId; readonly rule?: string }
  | { readonly code: 'not-listed'; readonly agent: AgentId }
  | { readonly code: 'settled'; readonly by: string }
  | { readonly code: 'not-explained' }

/** Why this was the answer and not `rival` (null: nobody); `other` is the explanation of that answer, where there is one. */
export function groundOf(explanation: Explanation, rival: AgentId | null, other?: Explanation): Ground {
  const { decision, settledBy, keys, ranking, turnedAway } = explanation
  const away = turnedAway.find(({ agent }) => agent === rival)
  const unexplained = away?.because.code === 'not-explained'
  if (decision.kind === 'pass') {
    const rule = away === undefined || unexplained ? {} : { agent: away.agent, rule: away.rule }
    return { code: 'pass', why: decision.why, ...rule }
  }
  if (rival === null) return againstNobody(decision.agent, settledBy, other)
  if (unexplained) return { code: 'not-explained' }
  if (away !== undefined) return { code: 'turned-away', agent: rival, rule: away.rule }
  const [mine, theirs] = [decision.agent, rival].map((id) => ranking.find(({ agent }) => agent === id)?.keys)
  if (mine === undefined || theirs === undefined) return { code: 'not-listed', agent: rival }
  const k = keys.findIndex((_, i) => mine[i] !== theirs[i])
  const [key, value, less] = [keys[k]?.name ?? 'id', mine[k] ?? 0, theirs[k] ?? 0]
  return key === 'lot' ? { code: 'lot', agent: rival } : { code: 'key', key, value, other: less, agent: rival }
}

function againstNobody(named: AgentId, settledBy: string | null, other: Explanation | undefined): Ground {
  const away = other?.turnedAway.find(({ agent }) => agent === named)
  if (away !== undefined && away.because.code !== 'not-explained') {
    return { code: 'admitted', agent: named, rule: away.rule }
  }
  return settledBy === null || settledBy === 'not-explained'
    ? { code: 'not-explained' }
    : { code: 'settled', by: settledBy }
}

/** A ground in codes: `free-capacity 4 against 3 of a2`, `a7 turned away by not-already-invited`. */
export function groundInCodes(ground: Ground): string {
  switch (ground.code) {
    case 'key':
      return `${ground.key} ${figure(ground.value)} against ${figure(ground.other)} of ${ground.agent}`
    case 'turned-away':
      return `${ground.agent} turned away by ${ground.rule}`
    case 'admitted':
      return `${ground.agent} not turned away by ${ground.rule}`
    case 'pass':
      return ground.rule === undefined ? ground.why : `${ground.why}, ${ground.agent} turned away by ${ground.rule}`
    case 'not-listed':
      return `${ground.agent} not listed`
    case 'settled':
      return ground.by
    default:
      return ground.code
  }
}

function figure(value: number): string {
  return String(Number(value.toFixed(6)))
}
