import { agent, request } from '@pointsman/core/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { adopt } from './adopt.ts'
import { builtin } from './catalog.ts'
import { assign } from './decision.ts'
import { MemoryLedger } from './memory-ledger.ts'
import type { Agent, Request } from './model.ts'
import { Router } from './router.ts'
import type { Strategy } from './strategy.ts'

const ana = agent({ id: 'ana', capacity: 1 })
const bo = agent({ id: 'bo', capacity: 1 })

function ask(agents: readonly Agent[], chat: string, at = 1000, about = {}): Request {
  return request(agents, { id: chat, createdAt: 1000, ...about }, { id: `${chat} at ${at}`, at })
}

function router(strategy: Strategy = builtin('most-free-capacity')!): Router {
  return new Router(strategy, new MemoryLedger({ reservationSeconds: 30 }))
}

test('H1 to name is not to have: what was named counts as load until it is seen', () => {
  const asked = router()
  const named = asked.route(ask([ana], 'first')).decision
  expect(named).toEqual(assign('ana'))
  expect(asked.route(ask([ana], 'second')).decision).toEqual({ kind: 'pass', why: 'none-admitted' })
})

test('H2 a chat that shows with the agent is in their capacity now, and is counted once', () => {
  const asked = router()
  asked.route(ask([ana], 'first'))
  const shown = agent({ id: 'ana', capacity: 1, activeChats: 1, chats: new Set(['first']) })
  expect(asked.route(ask([shown], 'second', 1002)).decision).toEqual(assign('ana'))
})

test('H2 a chat that shows with somebody else is no load of whom we named', () => {
  const asked = router()
  asked.route(ask([ana], 'first'))
  const other = agent({ id: 'cy', capacity: 0, activeChats: 1, chats: new Set(['first']) })
  expect(asked.route(ask([ana, other], 'second', 1002)).decision).toEqual(assign('ana'))
})

test('H4 a refusal that only the agent tells of is a refusal, and nothing else', () => {
  const asked = router()
  asked.route(ask([ana], 'chat'))
  asked.route(ask([agent({ id: 'ana', rejections: new Set(['chat']) }), bo], 'chat', 1005))
  expect(asked.ledger.agent('ana')).toMatchObject({ refusals: 1, unanswered: 0 })
})

test('H4 an invitation that was seen and ran out is unanswered; a chat that came back from its agent is not', () => {
  const invited = agent({ id: 'ana', capacity: 0, pendingInvitations: 1, chats: new Set(['chat']) })
  for (const [servedBefore, unanswered] of [
    [new Set<string>(), 1],
    [new Set(['ana']), 0],
  ] as const) {
    const asked = router()
    asked.route(ask([ana], 'chat'))
    asked.route(ask([invited, bo], 'another', 1002))
    asked.route(ask([ana], 'chat', 1040, { servedBefore }))
    expect(asked.ledger.agent('ana').unanswered).toBe(unanswered)
  }
})

test('H3 a reservation that is never confirmed runs out', () => {
  const asked = router()
  asked.route(ask([ana], 'first'))
  expect(asked.route(ask([ana], 'second', 1029)).decision.kind).toBe('pass')
  expect(asked.route(ask([ana], 'third', 1030)).decision).toEqual(assign('ana'))
})

test('H4 a chat asked for again was not taken: its reservation ends, and a refusal is remembered', () => {
  const asked = router()
  asked.route(ask([ana], 'chat'))
  const again = asked.route(ask([ana, bo], 'chat', 1005, { rejectedBy: new Set(['ana']) }))
  expect(again.decision).toEqual(assign('bo'))
  expect(asked.ledger.reserved('ana')).toBe(0)
  expect(asked.ledger.agent('ana')).toMatchObject({ refusals: 1, unanswered: 0 })
  asked.route(ask([ana, bo], 'chat', 1040, { rejectedBy: new Set(['ana']) }))
  expect(asked.ledger.agent('bo')).toMatchObject({ refusals: 0, unanswered: 0 })
  asked.route(ask([ana, bo], 'chat', 1045, { rejectedBy: new Set(['ana']) }))
  expect(asked.ledger.agent('bo')).toMatchObject({ unanswered: 1 })
})

test('H5 the same delivery again gets the same answer, even when everything has changed', () => {
  const asked = router()
  const delivered = ask([ana, bo], 'chat')
  const first = asked.route(delivered)
  asked.route(ask([ana, bo], 'another'))
  expect(asked.route(delivered)).toEqual({ decision: first.decision, repeated: true })
})

test('H6 somebody who is not listed is never the answer', () => {
  const stranger = adopt({ name: 'stranger', decide: () => 'nobody' })
  const asked = router(stranger)
  expect(asked.route(ask([ana], 'chat'), { explain: true })).toMatchObject({
    decision: { kind: 'pass', why: 'not-listed' },
    explanation: { decision: { kind: 'pass' }, settledBy: null, runnerUp: null },
  })
  expect(asked.ledger.reservations).toBe(0)
})

test('H7 an explanation goes with its answer, and asking for one alone remembers no turn', () => {
  const asked = router()
  const alone = asked.explain(ask([ana, bo], 'chat'))
  expect(asked.ledger.reservations).toBe(0)
  const { decision, explanation } = asked.route(ask([ana, bo], 'chat'), { explain: true })
  expect(explanation).toEqual(alone)
  expect(explanation?.decision).toEqual(decision)
})

test('H8 a request that was overtaken by a newer snapshot is read as if what that one showed were in it', () => {
  const asked = router()
  asked.route(ask([ana], 'first'))
  const shown = agent({ id: 'ana', capacity: 0, activeChats: 1, chats: new Set(['first']) })
  asked.route(ask([shown], 'second', 1002))
  expect(asked.ledger.reserved('ana')).toBe(0)
  // Of the same second or before, and still without the chat: it was made before the other.
  for (const at of [1002, 1001]) {
    const overtaken = ask([ana], `third at ${at}`, at)
    expect(asked.route(overtaken).decision).toEqual({ kind: 'pass', why: 'none-admitted' })
    expect([asked.ledger.reserved('ana'), asked.ledger.mostReserved]).toEqual([1, 1])
  }
  // Newer than what showed it, and without it: it is over.
  expect(asked.route(ask([ana], 'fourth', 1003)).decision).toEqual(assign('ana'))
})

test('H8 what an event said before is known to requests of its second, and not to older ones', () => {
  const asked = router()
  asked.route(ask([ana], 'first'))
  asked.learn({ kind: 'accepted', at: 1002, chat: 'first', agent: 'ana' })
  expect(asked.route(ask([ana], 'second', 1001)).decision).toEqual({ kind: 'pass', why: 'none-admitted' })
  expect(asked.route(ask([ana], 'third', 1002)).decision).toEqual(assign('ana'))
})

test('H8 whatever overtakes whatever, by up to 15 seconds, nobody is named who has no room left', () => {
  // What happens: a chat begins, an answer is awaited no longer, or a chat ends; and which, by its place.
  const steps = fc.array(fc.tuple(fc.constantFrom('ask', 'ask', 'answer', 'answer', 'end'), fc.nat()), {
    maxLength: 120,
    size: 'max',
  })
  const slots = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 })
  fc.assert(
    fc.property(slots, steps, fc.integer({ min: 8, max: 40 }), (staff, drawn, perSecond) => {
      const asked = router()
      const held = staff.map(() => new Set<string>())
      const waiting: Request[] = []
      const snapshot = (): readonly Agent[] =>
        staff.map((of, i) => {
          const chats = new Set(held[i])
          return agent({ id: `a${i}`, capacity: of - chats.size, activeChats: chats.size, chats })
        })
      drawn.forEach(([kind, pick], step) => {
        if (kind === 'ask') waiting.push(ask(snapshot(), `c${step}`, 1000 + Math.floor(step / perSecond)))
        else if (kind === 'answer') {
          const [question] = waiting.splice(pick % Math.max(1, waiting.length), 1)
          if (question === undefined) return
          const { decision } = asked.route(question)
          if (decision.kind !== 'assign') return
          const i = Number(decision.agent.slice(1))
          expect(held[i]?.size).toBeLessThan(staff[i] as number)
          held[i]?.add(question.chat.id)
        } else held[pick % staff.length]?.delete([...(held[pick % staff.length] ?? [])][0] ?? '')
      })
    }),
    { seed: 8, numRuns: 2000 },
  )
})

test('H8 what the platform gave away where we passed is known to overtaken requests once a snapshot has shown it', () => {
  const asked = router()
  const full = agent({ id: 'ana', capacity: 0 })
  expect(asked.route(ask([full], 'first')).decision.kind).toBe('pass')
  const shown = agent({ id: 'ana', capacity: 0, activeChats: 1, chats: new Set(['first']) })
  asked.route(ask([shown], 'second', 1002))
  expect(asked.route(ask([ana], 'third', 1001)).decision).toEqual({ kind: 'pass', why: 'none-admitted' })
  expect(asked.route(ask([ana], 'fourth', 1003)).decision).toEqual(assign('ana'))
})

test('H8 whatever overtakes whatever, room is promised twice only where the platform gave it away and nothing showed that', () => {
  // Answers take their time, too: where two are on their way, the platform may give away by a blank what the other promised.
  const steps = fc.array(fc.tuple(fc.constantFrom('ask', 'ask', 'answer', 'answer', 'arrive', 'end'), fc.nat()), {
    maxLength: 120,
    size: 'max',
  })
  const slots = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 })
  fc.assert(
    fc.property(slots, steps, fc.integer({ min: 8, max: 40 }), (staff, drawn, perSecond) => {
      const asked = router()
      const held = staff.map(() => new Set<string>())
      const questions: Request[] = []
      const answers: { readonly chat: string; readonly agent: number | undefined }[] = []
      /** What the platform gave to somebody we did not name, and no request that was answered has shown. */
      const unseen = new Set<string>()
      const room = (i: number): number => (staff[i] as number) - (held[i] as Set<string>).size
      const arrive = (chat: string, named: number | undefined): void => {
        if (named !== undefined && room(named) > 0) return void held[named]?.add(chat)
        const most = staff.reduce((best, _, i) => (room(i) > room(best) ? i : best), 0)
        if (room(most) === 0) return
        held[most]?.add(chat)
        unseen.add(chat)
      }
      const snapshot = (): readonly Agent[] =>
        staff.map((_, i) => {
          const chats = new Set(held[i])
          return agent({ id: `a${i}`, capacity: room(i), activeChats: chats.size, chats })
        })
      const one = <T>(of: T[], pick: number): T | undefined => of.splice(pick % Math.max(1, of.length), 1)[0]
      drawn.forEach(([kind, pick], step) => {
        if (kind === 'ask') questions.push(ask(snapshot(), `c${step}`, 1000 + Math.floor(step / perSecond)))
        else if (kind === 'answer') {
          const question = one(questions, pick)
          if (question === undefined) return
          const { decision } = asked.route(question)
          for (const { chats } of question.agents) for (const chat of chats) unseen.delete(chat)
          const i = decision.kind === 'pass' ? undefined : Number(decision.agent.slice(1))
          if (i !== undefined) {
            const known = [...(held[i] ?? [])].filter((chat) => !unseen.has(chat)).length
            const promised = answers.filter((answer) => answer.agent === i).length
            expect(known + promised).toBeLessThan(staff[i] as number)
          }
          answers.push({ chat: question.chat.id, agent: i })
        } else if (kind === 'arrive') {
          const answer = one(answers, pick)
          if (answer !== undefined) arrive(answer.chat, answer.agent)
        } else {
          const [first = ''] = held[pick % staff.length] ?? []
          held[pick % staff.length]?.delete(first)
        }
      })
    }),
    { seed: 8, numRuns: 2000 },
  )
})
