import fc from 'fast-check'
import { Router } from '@pointsman/core'
import { agent, request } from '../builders.ts'
import { broken, law, type Law } from '../law.ts'

/** Over any run of turns two agents who are both there differ by no more than this in turns by weight (Goyal, Vin and Cheng 1996, theorem 1). */
const apart = (weightA: number, weightB: number): number => 1 / weightA + 1 / weightB

export const weightedShares: Law = law({
  id: 'L17',
  title: 'weighted shares converge to what was declared',
  arbitrary: fc.tuple(
    fc.array(fc.constantFrom(1, 2, 3, 0.5, 5), { minLength: 2, maxLength: 5 }),
    fc.integer({ min: 1, max: 40 }),
  ),
  holds({ newStrategy }, [weights, turns]) {
    const roster = weights.map((weight, i) => agent({ id: `agent-${i}`, capacity: 10_000, weight }))
    const router = new Router(newStrategy({ seed: 1 }))
    const sequence = Array.from({ length: turns }, (_, turn) => {
      const { decision } = router.route(request(roster, { id: `chat-${turn}`, createdAt: 1000 + turn }))
      return roster.findIndex(({ id }) => decision.kind === 'assign' && decision.agent === id)
    })
    for (let from = 0; from < turns; from++) {
      const had = weights.map(() => 0)
      for (let to = from; to < turns; to++) {
        const who = sequence[to] as number
        if (who < 0) broken('nobody had a turn')
        had[who] = (had[who] as number) + 1
        compare(weights, had, to - from + 1)
      }
    }
  },
})

function compare(weights: readonly number[], had: readonly number[], turns: number): void {
  weights.forEach((weightA, a) =>
    weights.forEach((weightB, b) => {
      const lead = (had[a] as number) / weightA - (had[b] as number) / weightB
      if (lead <= apart(weightA, weightB) + 1e-9) return
      broken(`of ${turns} turns weight ${weightA} had ${had[a]} and weight ${weightB} had ${had[b]}`)
    }),
  )
}
