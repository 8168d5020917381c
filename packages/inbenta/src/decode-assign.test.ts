import { readFileSync } from 'node:fs'
import type { Agent, Chat } from '@pointsman/core'
import { requests } from '@pointsman/core/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkPayload } from './check-payload.ts'
import { decodeAssign } from './decode-assign.ts'
import type { DecodeOptions } from './decode-options.ts'
import { encodeAssign } from './encode-assign.ts'
import { parsePayload } from './parse-payload.ts'
import type { AssignPayload } from './payload.ts'

function payloadOf(agent: object, chat: object = {}): AssignPayload {
  const data = { agents: [{ id: 'ana', capacity: 2, ...agent }], chat: { id: 'chat', ...chat } }
  return checkPayload({ trigger: 'chats:assign', data, created_at: 1000 }) as AssignPayload
}

function agentOf(wire: object, options: DecodeOptions = {}, chat: object = {}): Agent {
  return decodeAssign(payloadOf(wire, chat), options).agents[0] as Agent
}

function chatOf(wire: object, options: DecodeOptions = {}): Chat {
  return decodeAssign(payloadOf({}, wire), options).chat
}

/** Sets and maps of any make spelt out, the order of their members kept. */
function spelled(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if ('forEach' in value && Symbol.iterator in value) return [...(value as Iterable<unknown>)]
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, spelled(part)]))
}

test('I1 the documented example is read as documented', () => {
  const file = new URL('../../../fixtures/payloads/documented-example.json', import.meta.url)
  const payload = parsePayload(readFileSync(file, 'utf8'))
  const { id, at, chat, agents } = decodeAssign(payload as AssignPayload)
  expect({ id, at }).toEqual({ id: 'TJ8ITZTPy@1776151041#0.0', at: 1_776_151_041 })
  expect(spelled(chat)).toEqual({
    id: 'TJ8ITZTPy',
    queue: '1',
    language: 'en',
    createdAt: 1_776_151_040,
    source: '3',
    customer: 'eLlDAP8Tx',
    needs: [],
    invited: [],
    rejectedBy: [],
    servedBefore: [],
    sentiment: '',
    priority: 0,
  })
  expect(agents.map(spelled)).toEqual([
    {
      id: 'Ye9HD8jTA',
      status: 'online',
      capacity: 2,
      activeChats: 0,
      pendingInvitations: 0,
      chats: [],
      lastActivityAt: 1_776_151_000,
      lastLoginAt: 1_776_150_087,
      queues: ['1', '2'],
      languages: [],
      skills: [],
      rejections: [],
      speed: 1,
      weight: 1,
      attributes: {},
    },
  ])
})

describe('an agent', () => {
  test('I7 has in progress the chats assigned and transferred, each once, and holds those invited to as well', () => {
    const agent = agentOf({ chats: ['a', 'b'], chatsAssigned: ['b', 'c'], invitations: ['d'], rejections: ['e', 'e'] })
    expect(agent).toMatchObject({ activeChats: 3, pendingInvitations: 1, capacity: 2 })
    expect([...agent.chats]).toEqual(['a', 'b', 'c', 'd'])
    expect([...agent.rejections]).toEqual(['e'])
  })

  test('I7 absent, null and "" are empty lists; numbers and objects with an id are ids', () => {
    for (const blank of [undefined, null, '']) {
      const agent = agentOf({ chats: blank, invitations: blank, rejections: blank, restrictions: blank })
      expect([agent.chats.size, agent.rejections.size, agent.queues.size, agent.languages.size]).toEqual([0, 0, 0, 0])
    }
    const agent = agentOf({ id: 7, chats: [1, { id: 2 }, { id: '3' }, null, ''], restrictions: { rooms: [1, '2'] } })
    expect(agent.id).toBe('7')
    expect([...agent.chats]).toEqual(['1', '2', '3'])
    expect([agent.queues.has('1'), agent.queues.has('2'), agent.queues.size]).toEqual([true, true, 2])
  })

  test.each([
    ['online', 'online'],
    ['Online', 'online'],
    ['PAUSED', 'paused'],
    ['Offline', 'offline'],
    ['busy', 'unknown'],
    [undefined, 'unknown'],
    [1, 'unknown'],
  ])('I8 the status %j is %s', (status, read) => {
    expect(agentOf({ status }).status).toBe(read)
  })

  test('I8 languages compare without case', () => {
    const { languages } = agentOf({ restrictions: { languages: ['EN', 'Es', 'en'] } })
    expect([...languages]).toEqual(['en', 'es'])
    expect(chatOf({ lang: 'ES' }).language).toBe('es')
  })

  test('I9 without rooms serves none, or any that the payload names', () => {
    const payload = payloadOf({ restrictions: { rooms: [] } }, { room: 3 })
    const two = {
      ...payload,
      data: {
        ...payload.data,
        agents: [...payload.data.agents, { id: 'ben', capacity: 1, restrictions: { rooms: ['1'] } }],
      },
    }
    const queuesOf = (options: DecodeOptions): unknown =>
      decodeAssign(two, options).agents.map(({ queues }) => [...queues])
    expect(queuesOf({})).toEqual([[], ['1']])
    expect(queuesOf({ emptyRooms: 'none' })).toEqual([[], ['1']])
    expect(queuesOf({ emptyRooms: 'any' })).toEqual([['3', '1'], ['1']])
  })

  test('I9 without languages speaks any, or none', () => {
    expect(agentOf({}).languages.size).toBe(0)
    const none = agentOf({ restrictions: { languages: [] } }, { emptyLanguages: 'none' }).languages
    expect([none.size, none.has('en'), none.has('')]).toEqual([1, false, true])
    const some = agentOf({ restrictions: { languages: ['en'] } }, { emptyLanguages: 'none' }).languages
    expect([...some]).toEqual(['en'])
  })

  test('I10 capacity is as it came, or has invitations taken off, never below 0', () => {
    const invited = { capacity: 2, invitations: ['a'] }
    expect(agentOf(invited).capacity).toBe(2)
    expect(agentOf(invited, { capacityCountsInvitations: true }).capacity).toBe(2)
    expect(agentOf(invited, { capacityCountsInvitations: false }).capacity).toBe(1)
    expect(agentOf({ capacity: 0, invitations: ['a', 'b'] }, { capacityCountsInvitations: false }).capacity).toBe(0)
  })

  const map = { skills: { from: 'extraInfo.skills', format: 'map' } } as const
  test.each<[unknown, DecodeOptions, [string, number][]]>([
    [
      ['billing', 'refunds:3'],
      {},
      [
        ['billing', 1],
        ['refunds', 3],
      ],
    ],
    [
      'billing: 2 , refunds,, ',
      {},
      [
        ['billing', 2],
        ['refunds', 1],
      ],
    ],
    [
      'a:b, c:d:2, x:0, y:-1, z:1e999',
      {},
      [
        ['a:b', 1],
        ['c:d', 2],
      ],
    ],
    [['__proto__:2', 7, null], {}, [['__proto__', 2]]],
    [
      { billing: 2, refunds: '1.5', x: 0, y: 'good' },
      map,
      [
        ['billing', 2],
        ['refunds', 1.5],
      ],
    ],
    [
      JSON.parse('{"__proto__": 2, "constructor": 1}'),
      map,
      [
        ['__proto__', 2],
        ['constructor', 1],
      ],
    ],
    [{ billing: 2 }, {}, []],
    [['billing'], map, []],
    [17, {}, []],
    ['', {}, []],
    [undefined, {}, []],
  ])('I11 skills declared as %j are read', (skills, options, read) => {
    const decoded = agentOf({ extraInfo: { skills } }, options).skills
    expect([...decoded]).toEqual(read)
    expect(decoded.size).toBe(read.length)
    for (const [name, level] of read) expect([decoded.get(name), decoded.has(name)]).toEqual([level, true])
    expect(decoded.get('toString')).toBeUndefined()
  })

  test('I11 skills may be somewhere else', () => {
    const options = { skills: { from: 'profile.knows', format: 'list' } } as const
    expect([...agentOf({ profile: { knows: 'tax' } }, options).skills]).toEqual([['tax', 1]])
    expect(agentOf({ profile: null, extraInfo: { skills: 'x' } }, options).skills.size).toBe(0)
  })

  test('I13 speed and weight are positive numbers, speed also by queue; anything else is 1', () => {
    expect(agentOf({ extraInfo: { speed: 0.5, weight: 2 } })).toMatchObject({ speed: 0.5, weight: 2 })
    expect(agentOf({ extraInfo: { speed: '1.5', weight: '3' } })).toMatchObject({ speed: 1.5, weight: 3 })
    for (const odd of [0, -1, 'fast', null, '', [2], Number.POSITIVE_INFINITY]) {
      expect(agentOf({ extraInfo: { speed: odd, weight: odd } })).toMatchObject({ speed: 1, weight: 1 })
    }
    const byQueue = agentOf({ extraInfo: { speed: { '1': 2, '2': -1 } } }).speed
    expect([...(byQueue as ReadonlyMap<string, number>)]).toEqual([['1', 2]])
  })

  test('I4 an extraInfo that is no object says nothing', () => {
    for (const odd of [null, '', 'vip', 5, []]) {
      const agent = agentOf({ extraInfo: odd })
      expect([agent.attributes, agent.skills.size, agent.speed]).toEqual([{}, 0, 1])
    }
  })
})

describe('a chat', () => {
  test('I4 that says nothing but its id is in no queue, in no language, and new', () => {
    expect(spelled(chatOf({}))).toEqual({
      id: 'chat',
      queue: '',
      language: '',
      createdAt: 1000,
      source: '',
      customer: '',
      needs: [],
      invited: [],
      rejectedBy: [],
      servedBefore: [],
      sentiment: '',
      priority: 0,
    })
  })

  test('I12 needs what it says and what its queue needs; what it says goes first', () => {
    const byQueue = { '1': { billing: 2, tax: 1 }, constructor: {} }
    const options = { needs: { from: 'extraInfo.needs', format: 'list', byQueue } } as const
    const needsOf = (wire: object): unknown => Object.fromEntries(chatOf(wire, options).needs)
    expect(needsOf({ room: '1' })).toEqual({ billing: 2, tax: 1 })
    expect(needsOf({ room: 1, extraInfo: { needs: ['billing:3', 'refunds'] } })).toEqual({
      billing: 3,
      tax: 1,
      refunds: 1,
    })
    expect(needsOf({ room: '2', extraInfo: { needs: 'refunds' } })).toEqual({ refunds: 1 })
    expect(needsOf({ room: 'toString' })).toEqual({})
    expect(Object.fromEntries(chatOf({ extraInfo: { needs: 'refunds:2' } }).needs)).toEqual({ refunds: 2 })
  })

  test('I13 has the priority it says, if that is a number', () => {
    const priorities = [3, -1, '2', 'high', null, undefined].map(
      (priority) => chatOf({ extraInfo: { priority } }).priority,
    )
    expect(priorities).toEqual([3, -1, 2, 0, 0, 0])
  })
})

describe('the identity of a request', () => {
  test('I14 is what the caller says, or changes with the chat, the time, and every invitation and rejection', () => {
    expect(decodeAssign(payloadOf({}), { id: 'mine' }).id).toBe('mine')
    const ids = [{}, { id: 'other' }, { usersInvited: ['a'] }, { rejectedBy: ['a'] }, { usersInvited: ['a', 'b'] }].map(
      (chat) => decodeAssign(payloadOf({}, chat)).id,
    )
    ids.push(decodeAssign({ ...payloadOf({}), created_at: 1001 }).id)
    expect(new Set(ids).size).toBe(6)
    expect(decodeAssign(payloadOf({})).id).toBe(ids[0])
  })
})

describe('what a simulated platform posts', () => {
  const envelope = { appId: 'app' }
  const declared = ['skills', 'speed', 'weight']

  test('I17 is a payload that decodes to the request it was made of', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const payload = checkPayload(JSON.parse(JSON.stringify(encodeAssign(request, envelope)))) as AssignPayload
        const decoded = decodeAssign(payload, { id: request.id })
        const agents = decoded.agents.map((agent) => ({
          ...agent,
          attributes: Object.fromEntries(Object.entries(agent.attributes).filter(([name]) => !declared.includes(name))),
        }))
        expect(spelledRequest({ ...decoded, agents })).toEqual(spelledRequest(request))
        expect(encodeAssign(decoded, envelope)).toEqual(payload)
      }),
      { seed: 17, numRuns: 1000 },
    )
  })

  function spelledRequest({ agents, chat, ...rest }: { agents: readonly Agent[]; chat: Chat }): unknown {
    return { ...rest, chat: spelled(chat), agents: agents.map(spelled) }
  }

  test('I17 says what the agent is, not what the attributes said before', () => {
    const decoded = decodeAssign(payloadOf({ extraInfo: { skills: 'tax', speed: 2, weight: 3, team: 'north' } }))
    const [agent] = decoded.agents as [Agent]
    const agents = [{ ...agent, skills: new Map(), speed: 1, weight: 1 }]
    const again = decodeAssign(encodeAssign({ ...decoded, agents }, envelope)).agents[0] as Agent
    expect([again.skills.size, again.speed, again.weight, again.attributes]).toEqual([0, 1, 1, { team: 'north' }])
  })

  test('I17 names chats that are only counted', () => {
    const [agent] = decodeAssign(payloadOf({})).agents as [Agent]
    const request = { ...decodeAssign(payloadOf({})), agents: [{ ...agent, activeChats: 2, pendingInvitations: 1 }] }
    const again = decodeAssign(encodeAssign(request, envelope)).agents[0] as Agent
    expect([again.activeChats, again.pendingInvitations, again.chats.size]).toEqual([2, 1, 3])
  })
})
