import type { AgentRecord, Instant } from '@pointsman/core'

/** What the simulation's ledger keeps of an agent, updated in place. */
export class AgentMemory implements AgentRecord {
  lastTurn = 0
  turns = 0
  lastNamedAt: Instant | undefined = undefined
  lastEndedAt: Instant | undefined = undefined
  refusals = 0
  unanswered = 0
  finishTag = 0
}
