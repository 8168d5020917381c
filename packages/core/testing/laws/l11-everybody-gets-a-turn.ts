import fc from 'fast-check'
import { Router, type AgentId } from '@pointsman/core'
import { agent, request } from '../builders.ts'
import { broken, law, type Law, type Subject } from '../law.ts'

interface Rota {
  readonly roster: number
  /** One agent, the last, is away for so many turns after so many. */
  readonly present: number
  readonly away: number
  readonly back: number
}

export const everybodyGetsATurn: Law = law({
  id: 'L11',
  title:
    'any n consecutive turns reach n agents, also when one leaves and comes back; a newcomer gets one more at most',
  arbitrary: fc.record({
    roster: fc.integer({ min: 1, max: 7 }),
    present: fc.integer({ min: 0, max: 15 }),
    away: fc.integer({ min: 0, max: 15 }),
    back: fc.integer({ min: 0, max: 15 }),
  }),
  holds(subject, rota) {
    const turns = take(subject, rota)
    const { roster, present, away } = rota
    const [before, during, after] = [
      turns.slice(0, present),
      turns.slice(present, present + away),
      turns.slice(present + away),
    ]
    reach(before, roster)
    reach(during, roster - 1)
    reach(after, roster)
    const newcomer = `agent-${roster - 1}`
    after.forEach((_, i) => {
      const had = after.slice(0, i + 1).filter((id) => id === newcomer).length
      if (had > Math.floor((i + 1) / roster) + 1) broken(`the newcomer had ${had} of ${i + 1} turns among ${roster}`)
    })
  },
})

function take({ newStrategy }: Subject, { roster, present, away, back }: Rota): readonly (AgentId | undefined)[] {
  const everybody = Array.from({ length: roster }, (_, i) => agent({ id: `agent-${i}`, capacity: 10_000 }))
  const router = new Router(newStrategy({ seed: 1 }))
  return Array.from({ length: present + away + back }, (_, turn) => {
    const agents = turn >= present && turn < present + away ? everybody.slice(0, -1) : everybody
    const { decision } = router.route(request(agents, { id: `chat-${turn}`, createdAt: 1000 + turn }))
    return decision.kind === 'assign' ? decision.agent : undefined
  })
}

function reach(turns: readonly (AgentId | undefined)[], roster: number): void {
  for (let i = 0; i + roster <= turns.length; i++) {
    const reached = new Set(turns.slice(i, i + roster))
    if (reached.size < roster)
      broken(`${roster} turns reached ${reached.size} of ${roster}: ${turns.slice(i, i + roster)}`)
  }
}
