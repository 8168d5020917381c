import type { Contender } from '../page/contender.ts'

/** How busy each agent was who was ever online, 0 to 1. */
export function occupancies({ result }: Contender): readonly number[] {
  return result.agents.flatMap(({ occupancy }) => occupancy ?? [])
}
