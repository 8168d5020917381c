import type { AgentId } from '@pointsman/core'
import type { Called } from './names-of.ts'

/** What agents are called, by id. */
export type Names = ReadonlyMap<AgentId, Called>

/** Writes an agent as `Olivia Parker (Ye9HD8jTA)`, and as the id alone where nothing is known of their name. */
export function nameWith(names: Names): (agent: AgentId) => string {
  return (agent) => {
    const called = names.get(agent)
    return called === undefined ? agent : `${called.name} (${agent})`
  }
}
