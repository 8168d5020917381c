import fc from 'fast-check'
import { Router } from '@pointsman/core'
import { agent, request } from '../builders.ts'
import { broken, law, type Law } from '../law.ts'

/** Two agents who are both always there differ by no more than this in turns by weight (Goyal, Vin and Cheng 1996, theorem 1). */
const apart = (weightA: number, weightB: number): number => 1 / weightA + 1 / weightB

export const weightedShares: Law = law({
  id: 'L17',
  title: 'weighted shares converge to what was declared',
  arbitrary: fc.tuple(
    fc.array(fc.constantFrom(1, 2, 3, 0.5, 5), { minLength: 2, maxLength: 5 }),
    fc.integer({ min: 1, max: 60 }),
  ),
  holds({ newStrategy }, [weights, turns]) {
    const roster = weights.map((weight, i) => agent({ id: `agent-${i}`, capacity: 10_000, weight }))
    const router = new Router(newStrategy({ seed: 1 }))
    const had = new Map<string, number>()
    for (let turn = 0; turn < turns; turn++) {
      const { decision } = router.route(request(roster, { id: `chat-${turn}`, createdAt: 1000 + turn }))
      if (decision.kind === 'assign') had.set(decision.agent, (had.get(decision.agent) ?? 0) + 1)
    }
    for (const a of roster) {
      for (const b of roster) {
        const lead = (had.get(a.id) ?? 0) / a.weight - (had.get(b.id) ?? 0) / b.weight
        if (lead > apart(a.weight, b.weight) + 1e-9) {
          broken(
            `after ${turns} turns ${a.id} (weight ${a.weight}) had ${had.get(a.id)}, ${b.id} (${b.weight}) ${had.get(b.id)}`,
          )
        }
      }
    }
  },
})
