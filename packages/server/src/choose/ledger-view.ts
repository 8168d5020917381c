import { unheardOf, type AgentId, type AgentRecord, type ChatId, type Ledger, type Request } from '@pointsman/core'

/** What the ledger says that matters to one request, as plain data: it can be sent to a worker, and does not change. */
export interface LedgerView {
  readonly mostReserved: number
  readonly virtualTime: number
  readonly chat: ChatId
  readonly offers: number
  readonly customer: string
  /** The request's agents who have served the customer. */
  readonly served: readonly AgentId[]
  /** The request's agents of whom anything is remembered. */
  readonly agents: readonly (readonly [AgentId, AgentRecord])[]
  /** The request's agents who have been promised to chats that are not shown yet, and to how many. */
  readonly reserved: readonly (readonly [AgentId, number])[]
}

/** Copies out of the ledger what the request is about. */
export function viewOf(ledger: Ledger, request: Request): LedgerView {
  const { id: chat, customer } = request.chat
  const served: AgentId[] = []
  const agents: (readonly [AgentId, AgentRecord])[] = []
  const reserved: (readonly [AgentId, number])[] = []
  for (const { id } of request.agents) {
    const promised = ledger.mostReserved === 0 ? 0 : ledger.reserved(id)
    if (promised > 0) reserved.push([id, promised])
    const record = ledger.agent(id)
    if (record.turns > 0 || record.refusals > 0 || record.unanswered > 0 || record.lastEndedAt !== undefined) {
      agents.push([id, { ...record }])
    }
    if (customer !== '' && ledger.hasServed(customer, id)) served.push(id)
  }
  const { mostReserved, virtualTime } = ledger
  return { mostReserved, virtualTime, chat, offers: ledger.offers(chat), customer, served, agents, reserved }
}

/** A ledger that says what the view says, and nothing of anything else. */
export function ledgerOf(view: LedgerView): Ledger {
  const agents = new Map(view.agents)
  const reserved = new Map(view.reserved)
  return {
    mostReserved: view.mostReserved,
    virtualTime: view.virtualTime,
    agent: (id) => agents.get(id) ?? unheardOf,
    reserved: (id) => reserved.get(id) ?? 0,
    offers: (chat) => (chat === view.chat ? view.offers : 0),
    hasServed: (customer, agent) => customer === view.customer && view.served.includes(agent),
  }
}
