import type { Decision, Explanation, Reason } from './decision.ts'
import type { Ledger } from './ledger.ts'
import type { Agent, Chat, Instant, Request } from './model.ts'
import type { Situation } from './situation.ts'

/**
 * The seam: whatever chooses agents is one of these, ours or a stranger's. It reads the request and the ledger, changes
 * neither, keeps nothing of the request, and holds the laws of `docs/SPEC.md` (L1 to L19).
 */
export interface Strategy {
  readonly name: string
  /** The answer, and nothing else: stops early, allocates next to nothing. */
  decide(request: Request, ledger: Ledger): Decision
  /** The same answer with every reason. */
  explain(request: Request, ledger: Ledger): Explanation
}

/** Turns agents away. Turning away and ranking are two things: no rule ranks, no preference excludes. */
export interface Rule {
  readonly name: string
  /** Called on its own, without `this`. */
  readonly admits: (agent: Agent, situation: Situation) => boolean
  /** Why the agent was turned away; asked only where `admits` said no. */
  because(agent: Agent, situation: Situation): Reason
}

/** What a key depends on; an evaluator that keeps a ranking up to date must know. */
export type Reads = 'agent' | 'ledger' | 'chat' | 'clock'

/** Ranks the agents who were admitted, by one finite number each. */
export interface Preference {
  readonly name: string
  readonly wants: 'more' | 'less'
  readonly reads: Reads
  /** Called on its own, without `this`. */
  readonly key: (agent: Agent, situation: Situation) => number
}

/** From `after` seconds of waiting on, the rules with these names are not applied. */
export interface Relaxation {
  readonly after: number
  readonly drop: readonly string[]
}

/** A strategy as data: who may have the chat, and who should. The last word is always a lot. */
export interface Policy {
  readonly name: string
  readonly require: readonly Rule[]
  readonly prefer: readonly Preference[]
  readonly relax?: readonly Relaxation[]
  /** Rank only this many of the admitted, drawn by lot (the power of d choices). */
  readonly sample?: number
  /** When whoever would do has refused the chat: pass (the default), or ask them again. */
  readonly whenAllRefused?: 'pass' | 'ask-again'
}

/**
 * Answers a strategy's questions about a roster that it follows, instead of asking everyone anew each time. After every
 * step it gives the answer that the strategy's own `decide` gives for the same roster (L13).
 */
export interface Evaluator {
  /** The agent is there from now on. */
  enter(agent: Agent): void
  /** The agent, or what the ledger knows of them, is not what it was. */
  change(agent: Agent): void
  /** The agent is gone. */
  leave(agent: Agent): void
  decide(chat: Chat, at: Instant, ledger: Ledger): Decision
}
