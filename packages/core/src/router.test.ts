import { agent, request } from '@pointsman/core/testing'
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
