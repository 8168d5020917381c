import { MemoryLedger, type AgentRecord } from '@pointsman/core'
import { defaultPlatform, silentWitness, World } from '@pointsman/world'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SimulationLedger } from './simulation-ledger.ts'

const ids = ['a', 'b', 'c']
const step = fc.record({
  kind: fc.constantFrom('named', 'accepted', 'refused', 'unanswered', 'closed'),
  chat: fc.nat(3),
  agent: fc.nat(2),
})

test('S8 after the same facts the ledger of a simulation reads as that of the live router', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const live = new MemoryLedger({ reservationSeconds: 1e9, memorySeconds: 1e9 })
      const traits = ids.map((id, place) => ({ id, slots: 3, queues: new Set<string>(), weight: place + 1 }))
      const { agents } = new World(defaultPlatform, traits, silentWitness)
      const simulated = new SimulationLedger(agents)
      const chats = Array.from({ length: 4 }, (_, n) => ({
        id: `c${n}`,
        named: 0,
        invited: -1,
        with: -1,
        refusers: new Set<number>(),
      }))
      steps.forEach(({ kind, chat: n, agent: a }, at) => {
        const chat = chats[n] as (typeof chats)[number]
        // The world tells of a chat only what can happen to it; other steps are left out.
        const whom = kind === 'named' ? a : kind === 'closed' ? chat.with : chat.invited
        if (whom < 0 || (kind === 'named' && (chat.invited >= 0 || chat.with >= 0))) return
        const agent = agents[whom] as (typeof agents)[number]
        const fact = { at, chat: chat.id, agent: agent.id }
        chat.invited = kind === 'named' ? whom : -1
        switch (kind) {
          case 'named':
            live.record({ ...fact, kind: 'named', customer: '', weight: agent.weight })
            simulated.named(agent, at)
            chat.named += 1
            break
          case 'accepted':
            live.record({ ...fact, kind: 'accepted' })
            chat.with = whom
            break
          case 'refused':
            live.record({ ...fact, kind: 'refused' })
            if (!chat.refusers.has(whom)) simulated.refused(agent)
            chat.refusers.add(whom)
            break
          case 'unanswered':
            live.record({ ...fact, kind: 'unanswered' })
            simulated.unanswered(agent)
            break
          default:
            live.record({ kind: 'closed', at, chat: chat.id })
            simulated.ended(agent, at)
            chat.with = -1
        }
      })
      expect(simulated.virtualTime).toBe(live.virtualTime)
      for (const id of [...ids, 'unheard of']) expect(readings(simulated.agent(id))).toEqual(readings(live.agent(id)))
      for (const chat of chats) {
        simulated.asked = chat
        expect(simulated.offers(chat.id)).toBe(live.offers(chat.id))
      }
    }),
    { seed: 21, numRuns: 500 },
  )
})

function readings(record: AgentRecord): AgentRecord {
  const { lastTurn, turns, lastNamedAt, lastEndedAt, refusals, unanswered, finishTag } = record
  return { lastTurn, turns, lastNamedAt, lastEndedAt, refusals, unanswered, finishTag }
}
