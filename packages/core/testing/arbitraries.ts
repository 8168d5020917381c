import type { Agent, Chat, Fact, Request } from '@pointsman/core'
import fc from 'fast-check'
import { agent, chat } from './builders.ts'
import { Digits } from './digits.ts'

/** A question and what was learned before it. */
export interface Question {
  readonly request: Request
  /** In order of time, the last no later than the request. */
  readonly facts: readonly Fact[]
}

/** Ids that are no order of their own: mixed case, digits, other alphabets. */
const agentIds = ['ana', 'Bo', '7', '10', 'zoë', 'Ye9HD8jTA', '李', 'm', 'ana-2', '☂', '__proto__', 'q']
const chatIds = ['chat', 'TJ8ITZTPy', '0', 'c-1', 'c-2', 'c-3']
const customers = ['', 'customer', 'eva', 'luz']
const queues = ['1', '2', '3']
const languages = ['en', 'es']
const skills = ['billing', 'refunds']
const now = 1_776_151_041

/**
 * Everything about an agent is digits of two whole numbers. Drawing numbers is many times faster than drawing records, and
 * they shrink towards 0, which is the plainest agent: online, one free slot, in every queue, speaking anything.
 */
const numbers: fc.Arbitrary<[number, number]> = fc.tuple(fc.nat(0x3fffffff), fc.nat(0x3fffffff))

/** An agent of any kind; the index picks one of 12 ids. */
function agentFrom([first, second]: readonly [number, number], index: number, asked: Chat): Agent {
  const a = new Digits(first)
  const b = new Digits(second)
  const status = (['online', 'online', 'online', 'online', 'online', 'paused', 'offline', 'unknown'] as const)[
    a.next(8)
  ]
  const capacity = [1, 2, 3, 0, 1, 2, 5, 8][a.next(8)] as number
  const activeChats = a.next(4)
  const pendingInvitations = a.next(2)
  const rejected = a.next(8) === 7
  const unserved = a.next(8)
  const spoken = a.next(4)
  return agent({
    id: agentIds[index] as string,
    status: status as Agent['status'],
    capacity,
    activeChats,
    pendingInvitations,
    // Some are chats that facts and requests speak of, so that a snapshot may show what was named.
    chats: new Set(
      Array.from({ length: activeChats + pendingInvitations }, (_, i) =>
        i === 0 && index < chatIds.length ? (chatIds[index] as string) : `held-${index}-${i}`,
      ),
    ),
    rejections: new Set(rejected ? [asked.id, 'another'] : a.next(2) === 1 ? ['another'] : []),
    queues: new Set(queues.filter((_, q) => ((unserved >> q) & 1) === 0)),
    languages: new Set(languages.filter((_, l) => ((spoken >> l) & 1) === 1)),
    skills: new Map(skills.map((skill) => [skill, b.next(4)] as const).filter(([, level]) => level > 0)),
    speed: [1, 0.5, 2, new Map([['1', 3]])][b.next(4)] as Agent['speed'],
    weight: [1, 2, 0.5, 3][b.next(4)] as number,
    lastLoginAt: [undefined, now - 10, now - 100, now - 3600][b.next(4)],
    lastActivityAt: [undefined, now - 1, now - 60, now - 600][b.next(4)],
  })
}

/** A chat of any kind, asked about now. */
function chatFrom([first, second]: readonly [number, number]): Chat {
  const a = new Digits(first)
  const b = new Digits(second)
  const some = (ids: readonly string[], outOf: number): ReadonlySet<string> =>
    new Set(ids.filter(() => b.next(outOf) === 1))
  return chat({
    id: chatIds[a.next(chatIds.length)] as string,
    queue: ['1', '2', '3', ''][a.next(4)] as string,
    language: ['', 'en', 'es', 'de'][a.next(4)] as string,
    customer: customers[a.next(4)] as string,
    createdAt: now - a.next(128),
    priority: a.next(3),
    needs: new Map(skills.map((skill) => [skill, a.next(3)] as const).filter(([, level]) => level > 0)),
    invited: some(agentIds.slice(0, 4), 4),
    rejectedBy: some(agentIds.slice(0, 6), 5),
    servedBefore: some(agentIds.slice(0, 3), 4),
  })
}

/** Agents of any kind, no two alike in id. */
export const agents: fc.Arbitrary<readonly Agent[]> = fc
  .array(numbers, { maxLength: agentIds.length })
  .map((drawn) => drawn.map((one, i) => agentFrom(one, i, chat())))

/** Any request: no agents to 12, whatever their state. */
export const requests: fc.Arbitrary<Request> = fc
  .tuple(numbers, fc.array(numbers, { maxLength: agentIds.length }))
  .map(([about, drawn]) => requestFrom(about, drawn))

/** Any sequence of facts about the same few chats and agents, in order of time. */
export const factSequences: fc.Arbitrary<readonly Fact[]> = fc
  .array(fc.nat(0xffffff), { maxLength: 12 })
  .map((drawn) => drawn.map((one, i) => factFrom(one, now - 2 * (drawn.length - i))))

/** Any question: a request and what was learned before it. */
export const questions: fc.Arbitrary<Question> = fc
  .tuple(requests, factSequences)
  .map(([request, facts]) => ({ request, facts }))

/** Several chats asked about at one instant on one snapshot, as in a burst. */
export const bursts: fc.Arbitrary<readonly Request[]> = fc
  .tuple(fc.array(numbers, { minLength: 1, maxLength: 6 }), fc.integer({ min: 2, max: 20 }), numbers)
  .map(([drawn, count, about]) =>
    Array.from({ length: count }, (_, i) => {
      const one = requestFrom(about, drawn)
      return { ...one, id: `burst-${i}`, chat: { ...one.chat, id: `burst-${i}` } }
    }),
  )

function requestFrom(about: readonly [number, number], drawn: readonly (readonly [number, number])[]): Request {
  const asked = chatFrom(about)
  return {
    id: `asks-${about[0]}-${drawn.length}`,
    at: now,
    chat: asked,
    agents: drawn.map((one, i) => agentFrom(one, i, asked)),
  }
}

const kinds: readonly Fact['kind'][] = [
  'named',
  'named',
  'named',
  'accepted',
  'refused',
  'unanswered',
  'shown',
  'left',
  'closed',
  'passed',
  'arrived',
  'transferred',
]

function factFrom(drawn: number, at: number): Fact {
  const digits = new Digits(drawn)
  const kind = kinds[digits.next(kinds.length)] as Fact['kind']
  const about = { at, chat: chatIds[digits.next(chatIds.length)] as string }
  const who = agentIds[digits.next(agentIds.length)] as string
  switch (kind) {
    case 'named':
      return { kind, ...about, agent: who, customer: customers[digits.next(4)] as string, weight: 1 + digits.next(3) }
    case 'passed':
      return { kind, ...about, customer: customers[digits.next(4)] as string }
    case 'closed':
      return { kind, ...about }
    case 'arrived':
      return { kind, ...about, queue: '1', language: 'en', customer: customers[digits.next(4)] as string }
    case 'transferred':
      return { kind, ...about, from: '1', to: '2' }
    default:
      return { kind, ...about, agent: who }
  }
}
