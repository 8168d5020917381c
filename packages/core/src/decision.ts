import type { AgentId } from './model.ts'

/**
 * Why nobody was named. `no-agents`: the request lists nobody; `all-refused`: who would do has refused this chat;
 * `none-admitted`: every agent was turned away; `declined`: the strategy chose to pass; `not-listed`: the strategy named
 * somebody whom the request does not list.
 */
export type PassReason = 'no-agents' | 'all-refused' | 'none-admitted' | 'declined' | 'not-listed'

/** The answer. A pass is an answer too, and has a consequence: the platform then applies its own default. */
export type Decision =
  | { readonly kind: 'assign'; readonly agent: AgentId }
  | { readonly kind: 'pass'; readonly why: PassReason }

/** Why an agent was turned away: a code, and the details that a sentence about it needs. See `words.ts`. */
export interface Reason {
  readonly code: string
  readonly [detail: string]: string | number | readonly string[]
}

/** An agent who may not have the chat, and the first rule that said so. */
export interface TurnedAway {
  readonly agent: AgentId
  readonly rule: string
  readonly because: Reason
}

/** An agent who may have the chat, with one key for each of the explanation's `keys`, in the same order. */
export interface Ranked {
  readonly agent: AgentId
  readonly keys: readonly number[]
}

/** A column of the ranking: which way it sorts. */
export interface RankingKey {
  readonly name: string
  readonly wants: 'more' | 'less'
}

/** Everything about a decision. Every agent of the request is either ranked or turned away, once (L4). */
export interface Explanation {
  readonly strategy: string
  /** The one of several strategies whose answer this is, where the strategy asks others. */
  readonly decidedBy?: string
  readonly decision: Decision
  /** The key that set the named agent apart from the runner-up, `only-candidate` when there was none, null on a pass. */
  readonly settledBy: string | null
  readonly runnerUp: AgentId | null
  /** Rules that were not applied: the chat waited long enough, or everybody had refused. */
  readonly relaxed: readonly string[]
  readonly keys: readonly RankingKey[]
  /** Best first. */
  readonly ranking: readonly Ranked[]
  /** In the order of the request. */
  readonly turnedAway: readonly TurnedAway[]
}

/** Names an agent. */
export function assign(agent: AgentId): Decision {
  return { kind: 'assign', agent }
}

/** Names nobody, and says why. */
export function pass(why: PassReason): Decision {
  return passes[why]
}

const passes: Readonly<Record<PassReason, Decision>> = {
  'no-agents': Object.freeze({ kind: 'pass', why: 'no-agents' }),
  'all-refused': Object.freeze({ kind: 'pass', why: 'all-refused' }),
  'none-admitted': Object.freeze({ kind: 'pass', why: 'none-admitted' }),
  declined: Object.freeze({ kind: 'pass', why: 'declined' }),
  'not-listed': Object.freeze({ kind: 'pass', why: 'not-listed' }),
}
