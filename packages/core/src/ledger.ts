import type { AgentId, ChatId, Instant } from './model.ts'

/** What is remembered of an agent. */
export interface AgentRecord {
  /** The ordinal of the agent's last turn among all turns, the first being 1; 0: never had one. */
  readonly lastTurn: number
  readonly turns: number
  readonly lastNamedAt: Instant | undefined
  /** When the agent last ended or left a chat. */
  readonly lastEndedAt: Instant | undefined
  /** Chats refused, each counted once. */
  readonly refusals: number
  /** Offers that ran out without an answer. */
  readonly unanswered: number
  /** Where the agent stands in virtual time: see `Ledger.virtualTime`. */
  readonly finishTag: number
}

/** The record of an agent never heard of. */
export const unheardOf: AgentRecord = Object.freeze({
  lastTurn: 0,
  turns: 0,
  lastNamedAt: undefined,
  lastEndedAt: undefined,
  refusals: 0,
  unanswered: 0,
  finishTag: 0,
})

/**
 * Memory: a ledger of facts, written by the router alone and only read by strategies. No strategy has private pointers,
 * so strategies can be swapped live, forked for a what-if, and compared fairly.
 */
export interface Ledger {
  /** What is remembered of an agent; all zeros for one never heard of. Valid during the call only. */
  agent(id: AgentId): AgentRecord
  /** Chats named to the agent that the platform has not shown with them yet; they count as load. */
  reserved(agent: AgentId): number
  /** How often this chat was named to anybody. */
  offers(chat: ChatId): number
  /** Whether the agent is known to have accepted a chat of this customer. */
  hasServed(customer: string, agent: AgentId): boolean
  /** No agent has more reservations than this; 0 where nobody has any. Who has more free slots need not be looked up. */
  readonly mostReserved: number
  /**
   * The start tag of the last turn, for weighted turns by start-time fair queueing (Goyal, Vin and Cheng 1996): a turn
   * starts at max(virtual time, the agent's finish tag) and finishes 1 / weight later; the earliest start goes next.
   * Somebody who was away starts at the present virtual time, so their return floods nobody.
   */
  readonly virtualTime: number
}
