import type { Answer, Named } from './client.ts'
import type { SoakAgent } from './payload.ts'

/** What is wrong with whom was named: somebody who is not listed, not online or without a free slot. */
export function judge({ agent: named, status }: Named, agents: readonly SoakAgent[]): string | undefined {
  if (named === undefined) return `status ${status}`
  if (named === '') return agents.some(eligible) ? 'nobody, though somebody could' : undefined
  const agent = agents.find(({ id }) => id === named)
  if (agent === undefined) return 'somebody who is not listed'
  return eligible(agent) ? undefined : `somebody who is ${agent.status} with ${agent.capacity} free`
}

function eligible({ status, capacity }: SoakAgent): boolean {
  return status === 'online' && capacity > 0
}

/** What is wrong with an answer that had to be this agent, '' for nobody. */
export function exactly(agent: string, { agent: named, status }: Named): string | undefined {
  if (named === undefined) return `status ${status}`
  return named === agent ? undefined : `"${named}"`
}

/** What is wrong with an answer that had to have this status. */
export function statusOf(expected: number, { status, text }: Answer): string | undefined {
  return status === expected ? undefined : status === 0 ? text : `status ${status}`
}
