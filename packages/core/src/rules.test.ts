import { agent, chat, request } from '@pointsman/core/testing'
import { describe, expect, test } from 'vitest'
import { MemoryLedger } from './memory-ledger.ts'
import type { Agent, Chat } from './model.ts'
import { Situation } from './situation.ts'
import type { Rule } from './strategy.ts'
import { rules } from './vocabulary.ts'

/** 2026-04-14, a Tuesday, 07:17:21 UTC. */
const tuesday = 1_776_151_041

function about(who: Partial<Agent>, asked: Partial<Chat> = {}, at = tuesday): { who: Agent; situation: Situation } {
  const one = agent(who)
  const question = request([one], { createdAt: at - 10, ...asked }, { at })
  return { who: one, situation: new Situation(question, new MemoryLedger(), 0) }
}

function rule(name: string, options: Readonly<Record<string, unknown>> = {}): Rule {
  return rules[name]!.make(options)
}

const needs = new Map([
  ['billing', 2],
  ['refunds', 1],
])

/** For each rule: whom it admits, whom it turns away, and with which reason. */
const cases: readonly (readonly [
  string,
  Rule,
  Partial<Agent>,
  Partial<Chat>,
  Readonly<Record<string, unknown>> | undefined,
])[] = [
  ['online admits who is online', rule('online'), {}, {}, undefined],
  [
    'online turns away who is paused',
    rule('online'),
    { status: 'paused' },
    {},
    { code: 'not-online', status: 'paused' },
  ],
  ['online turns away an undocumented status', rule('online'), { status: 'unknown' }, {}, { code: 'not-online' }],
  ['has-capacity admits one free slot', rule('has-capacity'), { capacity: 1 }, {}, undefined],
  [
    'has-capacity turns away who is full',
    rule('has-capacity'),
    { capacity: 0 },
    {},
    { code: 'full', capacity: 0, reserved: 0 },
  ],
  ['serves-queue admits the queue', rule('serves-queue'), { queues: new Set(['1', '2']) }, { queue: '2' }, undefined],
  ['serves-queue admits a chat in no queue', rule('serves-queue'), { queues: new Set() }, { queue: '' }, undefined],
  [
    'serves-queue turns away another queue',
    rule('serves-queue'),
    {},
    { queue: '2' },
    { code: 'other-queue', queue: '2', serves: ['1'] },
  ],
  [
    'serves-queue turns away who serves none',
    rule('serves-queue'),
    { queues: new Set() },
    {},
    { code: 'other-queue', serves: [] },
  ],
  ['speaks-language admits any for an empty list', rule('speaks-language'), {}, { language: 'de' }, undefined],
  ['speaks-language admits a chat without one', rule('speaks-language'), { languages: new Set(['en']) }, {}, undefined],
  [
    'speaks-language turns away another',
    rule('speaks-language'),
    { languages: new Set(['en']) },
    { language: 'es' },
    { code: 'other-language', language: 'es', speaks: ['en'] },
  ],
  ['has-skill admits without needs', rule('has-skill'), {}, {}, undefined],
  ['has-skill admits all the needs', rule('has-skill'), { skills: needs }, { needs }, undefined],
  [
    'has-skill names the first need not met',
    rule('has-skill'),
    { skills: new Map([['billing', 2]]) },
    { needs },
    { code: 'skill-missing', skill: 'refunds', level: 1, has: 0 },
  ],
  [
    'has-skill turns away too low a level',
    rule('has-skill'),
    { skills: new Map([['billing', 1]]) },
    { needs },
    { skill: 'billing', level: 2, has: 1 },
  ],
  [
    'has-skill with a name ignores the needs',
    rule('has-skill', { skill: 'refunds' }),
    { skills: new Map([['refunds', 1]]) },
    { needs },
    undefined,
  ],
  [
    'has-skill with a level asks for it',
    rule('has-skill', { skill: 'refunds', level: 3 }),
    { skills: new Map([['refunds', 2]]) },
    {},
    { skill: 'refunds', level: 3, has: 2 },
  ],
  [
    'has-skill with a level alone asks it of every need',
    rule('has-skill', { level: 3 }),
    { skills: needs },
    { needs },
    { skill: 'billing', level: 3, has: 2 },
  ],
  [
    'has-not-rejected admits who did not',
    rule('has-not-rejected'),
    { rejections: new Set(['another']) },
    {},
    undefined,
  ],
  [
    'has-not-rejected believes the chat',
    rule('has-not-rejected'),
    {},
    { rejectedBy: new Set(['ana']) },
    { code: 'rejected', saidBy: 'chat' },
  ],
  [
    'has-not-rejected believes the agent',
    rule('has-not-rejected'),
    { rejections: new Set(['chat']) },
    {},
    { code: 'rejected', saidBy: 'agent' },
  ],
  ['not-already-invited admits who was not', rule('not-already-invited'), {}, { invited: new Set(['bo']) }, undefined],
  [
    'not-already-invited turns away who was',
    rule('not-already-invited'),
    {},
    { invited: new Set(['ana']) },
    { code: 'invited-before' },
  ],
  ['within-hours admits inside', rule('within-hours', { hours: '07:00-08:00' }), {}, {}, undefined],
  [
    'within-hours turns away outside',
    rule('within-hours', { hours: '08:00-17:00' }),
    {},
    {},
    { code: 'outside-hours', hours: '08:00-17:00' },
  ],
  [
    'within-hours shifts by the offset',
    rule('within-hours', { hours: '09:00-10:00', utcOffset: 120 }),
    {},
    {},
    undefined,
  ],
  ['within-hours runs past midnight', rule('within-hours', { hours: '22:00-07:30' }), {}, {}, undefined],
  [
    'within-hours counts a night from its evening',
    rule('within-hours', { hours: '22:00-07:30', days: [1] }),
    {},
    {},
    undefined,
  ],
  [
    'within-hours keeps to its days',
    rule('within-hours', { hours: '00:00-24:00', days: [1, 3] }),
    {},
    {},
    { code: 'outside-hours' },
  ],
  [
    "within-hours takes an agent's own",
    rule('within-hours', { hours: '08:00-17:00', attribute: 'hours' }),
    { attributes: { hours: '06:00-14:00' } },
    {},
    undefined,
  ],
  [
    'within-hours falls back where the own are unreadable',
    rule('within-hours', { hours: '07:00-17:00', attribute: 'hours' }),
    { attributes: { hours: 'mornings' } },
    {},
    undefined,
  ],
  ['warmed-up admits the first chat on log-in', rule('warmed-up'), { lastLoginAt: tuesday }, {}, undefined],
  [
    'warmed-up turns away the second',
    rule('warmed-up'),
    { lastLoginAt: tuesday - 89, activeChats: 1 },
    {},
    { code: 'warming-up', holds: 1, allowed: 1 },
  ],
  [
    'warmed-up admits the second after 90 s',
    rule('warmed-up'),
    { lastLoginAt: tuesday - 90, activeChats: 1 },
    {},
    undefined,
  ],
  ['warmed-up takes an unknown log-in for long ago', rule('warmed-up'), { activeChats: 9 }, {}, undefined],
  [
    'warmed-up goes by its own rate',
    rule('warmed-up', { every: 10, atFirst: 2 }),
    { lastLoginAt: tuesday - 30, activeChats: 5 },
    {},
    { holds: 5, allowed: 5 },
  ],
]

describe('P1 a rule admits or turns away with a reason', () => {
  test.each(cases)('P1 %s', (_, stated, who, asked, reason) => {
    const { who: one, situation } = about(who, asked)
    expect(stated.admits(one, situation)).toBe(reason === undefined)
    if (reason !== undefined) expect(stated.because(one, situation)).toMatchObject(reason)
  })

  test('P1 has-capacity counts what was promised', () => {
    const { who, situation } = about({ capacity: 2 })
    const ledger = situation.ledger as MemoryLedger
    for (const chat of ['one', 'two']) {
      ledger.record({ kind: 'named', at: tuesday, chat, agent: 'ana', customer: '', weight: 1 })
    }
    expect(rule('has-capacity').admits(who, situation)).toBe(false)
    expect(rule('has-capacity').because(who, situation)).toEqual({ code: 'full', capacity: 2, reserved: 2 })
  })

  test('P1 within-hours refuses hours that are none', () => {
    expect(() => rule('within-hours', { hours: '9 to 5' })).toThrow('expected HH:MM-HH:MM, got "9 to 5"')
  })
})

test('P1 every rule of the vocabulary bears its own name', () => {
  for (const [name, { make, needs: required }] of Object.entries(rules)) {
    const options = Object.fromEntries(required.map((option) => [option, '09:00-17:00']))
    expect(make(options).name).toBe(name)
  }
  expect(chat().id).toBe('chat')
})
