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

  constructor(request: Request, ledger: Ledger, seed: number) {
    this.request = request
    this.ledger = ledger
    this.chat = request.chat
    this.at = request.at
    this.waited = Math.max(0, request.at - request.chat.createdAt)
    this.#seed = seed
    this.#lots = undefined
  }

  /** The ledger's record of the agent. */
  record(agent: Agent): AgentRecord {
    return this.ledger.agent(agent.id)
  }

  /** Chats named to the agent that no snapshot shows yet. */
  reserved(agent: Agent): number {
    return this.ledger.mostReserved === 0 ? 0 : this.ledger.reserved(agent.id)
  }

  /** Free slots after reservations. */
  free(agent: Agent): number {
    return agent.capacity - this.reserved(agent)
  }

  /** Chats in progress, invited to and reserved. */
  held(agent: Agent): number {
    return agent.activeChats + agent.pendingInvitations + this.reserved(agent)
  }

  /** Where the lots of this offer of this chat start. */
  get lots(): number {
    this.#lots ??= startLot(this.#seed, this.chat.id, this.ledger.offers(this.chat.id))
    return this.#lots
  }

  /**
   * The agent's lot for this offer of this chat: an integer from 0 to 2^32 − 1, the lowest first. It depends on nothing
   * else, so the same question gets the same answer, and the next offer of the chat draws anew.
   */
  lot(agent: Agent): number {
    return drawLot(this.lots, agent.id)
  }
}
