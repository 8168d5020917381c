import type { AgentId, Ledger, Request } from '@pointsman/core'
import type { FailureReason } from './failure.ts'

/** What is checked of whom a strategy names: `eligible`: listed, online, with a free slot; `listed`: that alone. */
export type GuardLevel = 'eligible' | 'listed'

/** Why the agent may not be answered; undefined where they may. The free slot is counted by the ledger as it is now. */
export function objection(
  request: Request,
  ledger: Ledger,
  named: AgentId,
  level: GuardLevel,
): FailureReason | undefined {
  const { agents } = request
  let place = 0
  while (place < agents.length && agents[place]?.id !== named) place++
  const agent = agents[place]
  if (agent === undefined) return 'not-listed'
  if (level === 'listed') return undefined
  if (agent.status !== 'online') return 'not-online'
  return agent.capacity - ledger.reserved(named) > 0 ? undefined : 'no-free-slot'
}
