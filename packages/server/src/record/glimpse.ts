import { sentence, tell, type Explanation, type Ledger, type Request } from '@pointsman/core'
import type { Verdict } from '../choose/panel.ts'
import type { Shadows } from './entry.ts'

/** One decision as the console shows it. Ids only: names and addresses are not for a screen on a wall. */
export interface Glimpse {
  readonly at: number
  readonly chat: string
  readonly queue: string
  readonly language: string
  readonly strategy: string
  readonly agent: string | null
  readonly why: string
  readonly tookMs: number
  readonly fallback: boolean
  readonly failed: Verdict['failed']
  readonly shadow: Shadows
  readonly sentences: readonly string[]
  readonly load: readonly AgentLoad[]
}

/** An agent's load as the payload shows it, and what we have promised of it. */
export interface AgentLoad {
  readonly id: string
  readonly status: string
  readonly free: number
  readonly held: number
  readonly reserved: number
}

const mostAgents = 100
const mostTurnedAway = 20

/** Cuts a decision down to what the console shows. */
export function glimpse(
  request: Request,
  ledger: Ledger,
  verdict: Verdict,
  told: {
    readonly at: number
    readonly tookMs: number
    readonly shadows: Shadows
    readonly explanation: Explanation | null
  },
): Glimpse {
  const { decision, by, failed } = verdict
  const settledBy = told.explanation?.settledBy ?? ''
  return {
    at: told.at,
    chat: request.chat.id,
    queue: request.chat.queue,
    language: request.chat.language,
    strategy: by?.name ?? 'nobody',
    agent: decision.kind === 'assign' ? decision.agent : null,
    why: decision.kind === 'assign' ? settledBy : by === undefined ? 'blank' : decision.why,
    tookMs: Math.round(told.tookMs * 100) / 100,
    fallback: failed.length > 0,
    failed,
    shadow: told.shadows,
    sentences: sentences(told.explanation),
    load: request.agents.slice(0, mostAgents).map((agent) => ({
      id: agent.id,
      status: agent.status,
      free: agent.capacity,
      held: agent.activeChats + agent.pendingInvitations,
      reserved: ledger.reserved(agent.id),
    })),
  }
}

function sentences(explanation: Explanation | null): readonly string[] {
  if (explanation === null) return []
  try {
    const away = explanation.turnedAway.slice(0, mostTurnedAway)
    return [...tell(explanation), ...away.map(({ agent, because }) => `${agent}: ${sentence(because)}`)]
  } catch {
    // A stranger's explanation may be anything.
    return []
  }
}
