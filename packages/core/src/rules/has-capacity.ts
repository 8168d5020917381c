import type { Rule } from '../strategy.ts'

/** Admits agents with a free slot; what was named to them and is not seen yet counts as load. */
export const hasCapacity: Rule = {
  name: 'has-capacity',
  // With more free slots than anybody has reservations, whose they are need not be looked up.
  admits: (agent, situation) =>
    agent.capacity >= 1 && (agent.capacity > situation.ledger.mostReserved || situation.free(agent) >= 1),
  because: (agent, situation) => ({ code: 'full', capacity: agent.capacity, reserved: situation.reserved(agent) }),
}
