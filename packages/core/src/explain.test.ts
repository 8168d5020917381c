import { agent, chat, request } from '@pointsman/core/testing'
import { describe, expect, test } from 'vitest'
import { adopt } from './adopt.ts'
import { builtin } from './catalog.ts'
import { firstOf } from './first-of.ts'
import { MemoryLedger } from './memory-ledger.ts'
import { parsePolicy } from './parse-policy.ts'
import { PolicyStrategy } from './policy.ts'
import { sentence, tell } from './words.ts'

const ledger = new MemoryLedger()
const ana = agent({ id: 'ana', capacity: 3 })
const bo = agent({ id: 'bo', capacity: 2 })
const away = agent({ id: 'cy', status: 'paused' })

test('E1 an explanation names who, what settled it, who came next, and who was turned away by which rule', () => {
  const explanation = builtin('most-free-capacity')!.explain(request([bo, away, ana]), ledger)
  expect(explanation).toMatchObject({
    strategy: 'most-free-capacity',
    decision: { kind: 'assign', agent: 'ana' },
    settledBy: 'free-capacity',
    runnerUp: 'bo',
    relaxed: [],
    keys: [
      { name: 'free-capacity', wants: 'more' },
      { name: 'lot', wants: 'less' },
    ],
    turnedAway: [{ agent: 'cy', rule: 'online', because: { code: 'not-online', status: 'paused' } }],
  })
  expect(explanation.ranking.map((ranked) => [ranked.agent, ranked.keys[0]])).toEqual([
    ['ana', 3],
    ['bo', 2],
  ])
})

test('E2 the lot settles what keys leave open, and says so; alone, nothing needed settling', () => {
  const twins = [agent({ id: 'ana' }), agent({ id: 'bo' })]
  expect(builtin('least-loaded')!.explain(request(twins), ledger).settledBy).toBe('lot')
  expect(builtin('least-loaded')!.explain(request([ana]), ledger).settledBy).toBe('only-candidate')
})

test('E3 a pass says why: nobody listed, nobody admitted, or all refused', () => {
  const why = (asked: Parameters<typeof request>): unknown => builtin('random')!.explain(request(...asked), ledger)
  expect(why([[]])).toMatchObject({ decision: { why: 'no-agents' }, settledBy: null, runnerUp: null })
  expect(why([[away]])).toMatchObject({ decision: { why: 'none-admitted' } })
  expect(why([[ana], { rejectedBy: new Set(['ana']) }])).toMatchObject({ decision: { why: 'all-refused' } })
  expect(why([[away], { rejectedBy: new Set(['cy']) }])).toMatchObject({ decision: { why: 'none-admitted' } })
})

describe('E4 a decision is told in sentences', () => {
  test('E4 an answer', () => {
    const explanation = builtin('most-free-capacity')!.explain(request([bo, away, ana]), ledger)
    expect(tell(explanation, (id) => id.toUpperCase())).toEqual([
      'most-free-capacity names ANA: free-capacity 3, where more is better; BO, next, has 2.',
      '2 agents could have the chat, 1 could not.',
    ])
  })

  test('E4 a pass', () => {
    expect(tell(builtin('random')!.explain(request([away]), ledger))).toEqual([
      'random names nobody: no agent may have the chat.',
    ])
  })

  test('E4 a lot, a lone candidate, and what was relaxed', () => {
    const twins = [agent({ id: 'ana' }), agent({ id: 'bo' })]
    expect(tell(builtin('random')!.explain(request(twins), ledger))[0]).toMatch(/: drawn by lot; \w+ came next\.$/)
    expect(tell(builtin('least-loaded')!.explain(request(twins), ledger))[0]).toContain(
      'in everything, and drawn by lot',
    )
    expect(tell(adopt({ name: 'mine', decide: () => 'bo' }).explain(request(twins), ledger))[0]).toBe(
      'mine names bo: it does not say why.',
    )
    expect(tell(builtin('random')!.explain(request([ana]), ledger))[0]).toContain(
      'the only one who could have the chat',
    )
    const { policy } = parsePolicy({
      name: 'patient',
      require: ['online', 'has-capacity', 'speaks-language'],
      prefer: ['free-capacity'],
      relax: [{ after: 60, drop: ['speaks-language'] }],
    })
    const waiting = request([agent({ languages: new Set(['en']) })], { language: 'de', createdAt: 940 }, { at: 1000 })
    expect(tell(new PolicyStrategy(policy).explain(waiting, ledger))).toContain(
      'Not applied any more: speaks-language.',
    )
  })

  test('E4 an unknown code is told by its own text, or stands for itself', () => {
    expect(sentence({ code: 'too-tall', text: 'does not fit through the door' })).toBe('does not fit through the door')
    expect(sentence({ code: 'too-tall' })).toBe('too-tall')
    expect(sentence({ code: 'other-queue', queue: '9', serves: ['1', '2', '3', '4', '5', '6', '7'] })).toBe(
      'does not serve queue 9, but 1, 2, 3, 4, 5 and 2 more',
    )
  })
})

describe('P8 a policy relaxes over waiting time', () => {
  const { policy } = parsePolicy({
    name: 'vip first',
    require: ['online', 'has-capacity', { rule: 'has-skill', skill: 'billing' }, 'speaks-language'],
    prefer: ['free-capacity'],
    relax: [
      { after: 60, drop: ['speaks-language'] },
      { after: 30, drop: ['has-skill'] },
    ],
  })
  const unskilled = agent({ languages: new Set(['en']) })
  const after = (seconds: number): unknown => {
    const asked = request([unskilled], { language: 'de', createdAt: 1000 - seconds }, { at: 1000 })
    const { decision, relaxed } = new PolicyStrategy(policy).explain(asked, ledger)
    return [decision.kind, relaxed]
  }
  test.each<readonly [number, unknown]>([
    [0, ['pass', []]],
    [29, ['pass', []]],
    [30, ['pass', ['has-skill']]],
    [59, ['pass', ['has-skill']]],
    [60, ['assign', ['has-skill', 'speaks-language']]],
  ])('P8 after %i s', (seconds, expected) => {
    expect(after(seconds)).toEqual(expected)
  })
})

test('P9 when all refused, a policy that says so asks them again, under the name of the rule it drops', () => {
  const again = parsePolicy({
    name: 'again',
    require: ['online', 'has-not-rejected', 'has-capacity'],
    prefer: ['free-capacity'],
    whenAllRefused: 'ask-again',
  }).policy
  const asked = request([ana, bo, away], { rejectedBy: new Set(['ana', 'bo']) })
  const explanation = new PolicyStrategy(again).explain(asked, ledger)
  expect(explanation).toMatchObject({ decision: { kind: 'assign', agent: 'ana' }, relaxed: ['has-not-rejected'] })
  expect(new PolicyStrategy(again).decide(asked, ledger)).toEqual(explanation.decision)
})

test('P10 first-of asks one after another, and says whose answer it is', () => {
  const experts = builtin('skill-match')!
  const anybody = builtin('most-free-capacity')!
  const both = firstOf('experts, else anybody', [experts, anybody])
  const asked = request([ana, bo], { needs: new Map([['billing', 1]]) })
  expect(both.decide(asked, ledger)).toEqual({ kind: 'assign', agent: 'ana' })
  expect(both.explain(asked, ledger)).toMatchObject({
    strategy: 'experts, else anybody',
    decidedBy: 'most-free-capacity',
  })
  expect(tell(both.explain(asked, ledger))[0]).toMatch(/^experts, else anybody \(by most-free-capacity\) names ana/)
  const nobody = request([away])
  expect(both.explain(nobody, ledger)).toMatchObject({
    decision: { why: 'none-admitted' },
    decidedBy: 'most-free-capacity',
  })
  expect(chat().queue).toBe('1')
})
