import type { AgentRecord, Ledger } from './ledger.ts'
import { drawLot, startLot } from './lot.ts'
import type { Agent, Chat, Instant, Request } from './model.ts'

/** What rules and preferences are told beside the agent: the question, the memory, and what follows from both. */
export class Situation {
  readonly request: Request
  readonly ledger: Ledger
  readonly chat: Chat
  readonly at: Instant
  /** Seconds since the chat was created; never negative. */
  readonly waited: number
  readonly #seed: number
  #lots: number | undefined
  #agent: Agent | undefined
  #record: AgentRecord | undefined

  constructor(request: Request, ledger: Ledger, seed: number) {
    this.request = request
    this.ledger = ledger
    this.chat = request.chat
    this.at = request.at
    this.waited = Math.max(0, request.at - request.chat.createdAt)
    this.#seed = seed
    this.#lots = undefined
    this.#agent = undefined
    this.#record = undefined
  }

  /** The ledger's record of the agent; asking again for the same agent costs nothing. */
  record(agent: Agent): AgentRecord {
    if (this.#agent === agent && this.#record !== undefined) return this.#record
    this.#agent = agent
    this.#record = this.ledger.agent(agent.id)
    return this.#record
  }

  /** Chats named to the agent that no snapshot shows yet. */
  reserved(agent: Agent): number {
    return this.ledger.reservations === 0 ? 0 : this.record(agent).reserved
  }

  /** Free slots after reservations. */
  free(agent: Agent): number {
    return agent.capacity - this.reserved(agent)
  }

  /** Chats in progress, invited to and reserved. */
  held(agent: Agent): number {
    return agent.activeChats + agent.pendingInvitations + this.reserved(agent)
  }

  /**
   * The agent's lot for this offer of this chat: an integer from 0 to 2^32 − 1, the lowest first. It depends on nothing
   * else, so the same question gets the same answer, and the next offer of the chat draws anew.
   */
  lot(agent: Agent): number {
    this.#lots ??= startLot(this.#seed, this.chat.id, this.ledger.offers(this.chat.id))
    return drawLot(this.#lots, agent.id)
  }
}
