import type { Instant } from '@pointsman/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultPlatform, type Platform } from './platform.ts'
import { silentWitness } from './witness.ts'
import type { AgentTraits, WorldAgent } from './world-agent.ts'
import { WorldChat } from './world-chat.ts'
import { World } from './world.ts'

const served = new Set(['q'])

/** A world with what happened in it, and shorthands for what happens. */
function stage(platform: Partial<Platform>, agents: readonly AgentTraits[] = [{ id: 'a', slots: 1, queues: served }]) {
  const told: string[] = []
  const tell = (what: string) => (chat: WorldChat, agent?: WorldAgent | Instant) =>
    void told.push(`${what} ${chat.id}${typeof agent === 'object' ? ` ${agent.id}` : ''}`)
  const world = new World({ ...defaultPlatform, ...platform }, agents, {
    ...silentWitness,
    waits: tell('waits'),
    invited: tell('invited'),
    attended: tell('attended'),
    refused: tell('refused'),
    expired: tell('expired'),
    withdrawn: tell('withdrawn'),
    ended: (chat, agent) => void told.push(`${chat.state} ${chat.id}${agent === undefined ? '' : ` ${agent.id}`}`),
  })
  let number = 0
  return {
    world,
    told,
    agent: (id: string) => world.agent(id) as WorldAgent,
    online: (...ids: readonly string[]) => {
      for (const id of ids) world.apply({ kind: 'status', agent: world.agent(id) as WorldAgent, status: 'online' }, 0)
    },
    arrive: (at = 0, queue = 'q', priority = 0): WorldChat => {
      const chat = new WorldChat()
      chat.begin({ number: number++, chatClass: world.chatClass(queue, ''), createdAt: at, priority })
      world.apply({ kind: 'arrive', chat }, at)
      return chat
    },
    /** Answers every call: with the agent named, or with whoever is free and may take the chat. */
    settle: (choose?: (chat: WorldChat) => string | undefined): readonly string[] => {
      const calls: string[] = []
      for (let chat = world.nextCall(); chat !== undefined; chat = world.nextCall()) {
        calls.push(chat.id)
        const { chatClass, rejectedBy } = chat
        const free = chatClass.agents.find((agent) => agent.available && !rejectedBy.has(agent.id))
        const agent = choose === undefined ? free : world.agent(choose(chat) ?? '')
        world.apply({ kind: 'answer', chat, agent }, 0)
      }
      return calls
    },
  }
}

test('W1 whoever is named has the chat at once where agents join, and is invited where they are invited', () => {
  const joined = stage({ acceptance: 'join' })
  joined.online('a')
  joined.arrive()
  joined.settle()
  expect(joined.told).toEqual(['attended c0 a'])
  expect(joined.agent('a')).toMatchObject({ capacity: 0, activeChats: 1, pendingInvitations: 0 })
  const invited = stage({ acceptance: 'invite' })
  invited.online('a')
  const chat = invited.arrive()
  invited.settle()
  expect(invited.agent('a')).toMatchObject({ capacity: 0, activeChats: 0, pendingInvitations: 1 })
  invited.world.apply({ kind: 'accept', chat }, 5)
  expect(invited.agent('a')).toMatchObject({ capacity: 0, activeChats: 1, pendingInvitations: 0, lastActivityAt: 5 })
  expect(invited.told).toEqual(['invited c0 a', 'attended c0 a'])
})

test('W1 a chat called for at once, its answer and its end are what the events of the same names are', () => {
  const play = (direct: boolean) => {
    const played = stage({ acceptance: 'join' }, [{ id: 'a', slots: 2, queues: served }])
    const { world, agent } = played
    played.online('a')
    const chats = [0, 1, 2].map((number) => {
      const chat = new WorldChat()
      chat.begin({ number, chatClass: world.chatClass('q', ''), createdAt: number })
      if (direct) world.callAtOnce(chat)
      else {
        world.apply({ kind: 'arrive', chat }, number)
        expect(world.isCalling).toBe(true)
        expect(world.nextCall()).toBe(chat)
      }
      expect(world.isCalling).toBe(false)
      if (direct) world.answer(chat, agent('a'), number)
      else world.apply({ kind: 'answer', chat, agent: agent('a') }, number)
      return chat
    })
    const [first] = chats as [WorldChat]
    if (direct) world.close(first, 4)
    else world.apply({ kind: 'close', chat: first }, 4)
    expect(world.isCalling).toBe(true)
    played.settle()
    return [played.told, chats.map(({ asked, attempts, state }) => ({ asked, attempts, state }))]
  }
  expect(play(true)).toEqual(play(false))
})

test('W2 a chat that nobody takes waits in queue mode and is lost in search mode', () => {
  for (const [mode, end] of [
    ['queue', 'waits c0'],
    ['search', 'lost c0'],
  ] as const) {
    const { arrive, settle, told } = stage({ mode })
    arrive()
    expect(settle()).toEqual(['c0'])
    expect(told).toEqual([end])
  }
})

test('W3 a refusal and an invitation that runs out ask for somebody else, again and again in queue mode', () => {
  const agents = ['a', 'b'].map((id) => ({ id, slots: 1, queues: served }))
  const { agent, arrive, online, settle, told, world } = stage({ acceptance: 'invite' }, agents)
  online('a', 'b')
  const chat = arrive()
  settle()
  world.apply({ kind: 'reject', chat }, 1)
  expect(agent('a').rejections).toEqual(new Set(['c0']))
  expect(settle()).toEqual(['c0'])
  world.apply({ kind: 'expire', chat }, 2)
  settle()
  expect(told).toEqual(['invited c0 a', 'refused c0 a', 'invited c0 b', 'expired c0 b', 'invited c0 b'])
  expect(chat.invited).toEqual(new Set(['a', 'b']))
  expect(chat.rejectedBy).toEqual(new Set(['a']))
  world.apply({ kind: 'accept', chat }, 3)
  world.apply({ kind: 'close', chat }, 9)
  expect(agent('a').rejections.size).toBe(0)
})

test('W4 in search mode a chat is lost after so many invitations without an acceptance', () => {
  const { arrive, online, settle, told, world } = stage({ acceptance: 'invite', mode: 'search', maxAttempts: 3 })
  online('a')
  const chat = arrive()
  for (let attempt = 0; attempt < 3; attempt++) {
    settle(() => 'a')
    world.apply({ kind: 'expire', chat }, attempt)
  }
  settle(() => 'a')
  expect(told.filter((line) => line.startsWith('invited'))).toHaveLength(3)
  expect(told.at(-1)).toBe('lost c0')
})

test('W5 when an agent comes free the waiting are asked for by priority, then by age, passing over those not theirs', () => {
  const { arrive, online, settle, told, world } = stage({}, [{ id: 'a', slots: 2, queues: served }])
  arrive(0, 'q')
  arrive(1, 'other')
  arrive(2, 'q', 5)
  arrive(3, 'q')
  settle()
  online('a')
  expect(settle()).toEqual(['c2', 'c0'])
  expect(told.slice(4)).toEqual(['attended c2 a', 'attended c0 a'])
  expect(world.waiting).toBe(2)
})

test('W5 of several who came free at once the best waiting chat over all is asked for first, not the first agent’s', () => {
  for (const order of [
    ['a', 'b'],
    ['b', 'a'],
  ]) {
    const { arrive, online, settle } = stage({}, [
      { id: 'a', slots: 2, queues: new Set(['q']) },
      { id: 'b', slots: 2, queues: new Set(['q', 'r']) },
    ])
    arrive(0, 'q')
    arrive(1, 'r', 5)
    arrive(2, 'q')
    arrive(3, 'r')
    arrive(4, 'q', 5)
    settle()
    online(...order)
    // Passed over by the answer, c2 is not asked for a second time.
    expect(settle((chat) => (chat.id === 'c2' ? undefined : chat.queue === 'r' ? 'b' : 'a'))).toEqual([
      'c1',
      'c4',
      'c0',
      'c2',
      'c3',
    ])
  }
})

test('W6 the waiting room bounds those who wait over all queues, not those who come back to the line', () => {
  const { arrive, settle, told } = stage({ waitingRoom: 2 })
  for (let i = 0; i < 4; i++) arrive(0, i === 1 ? 'other' : 'q')
  settle()
  expect(told).toEqual(['waits c0', 'waits c1', 'lost c2', 'lost c3'])
})

test('W7 patience that ends while invited ends the chat at once, or when the invitation comes to nothing', () => {
  const now = stage({ acceptance: 'invite' })
  now.online('a')
  const first = now.arrive()
  now.settle()
  now.world.apply({ kind: 'abandon', chat: first }, 4)
  expect(now.told).toEqual(['invited c0 a', 'withdrawn c0 a', 'abandoned c0'])
  expect(now.agent('a').capacity).toBe(1)
  for (const [event, what] of [
    ['expire', 'expired c0 a'],
    ['reject', 'refused c0 a'],
  ] as const) {
    const later = stage({ acceptance: 'invite', abandonWhileInvited: false })
    later.online('a')
    const chat = later.arrive()
    later.settle()
    later.world.apply({ kind: 'abandon', chat }, 4)
    expect(chat.state).toBe('invited')
    later.world.apply({ kind: event, chat }, 5)
    expect(later.told.slice(1)).toEqual([what, 'abandoned c0'])
  }
  const accepted = stage({ acceptance: 'invite', abandonWhileInvited: false })
  accepted.online('a')
  const chat = accepted.arrive()
  accepted.settle()
  accepted.world.apply({ kind: 'abandon', chat }, 4)
  accepted.world.apply({ kind: 'accept', chat }, 5)
  expect(chat.state).toBe('active')
})

test('W8 whoever goes keeps the chats in progress; pending invitations are taken back and asked for again', () => {
  const agents = ['a', 'b'].map((id) => ({ id, slots: 2, queues: served }))
  const { agent, arrive, online, settle, told, world } = stage({ acceptance: 'invite' }, agents)
  online('a')
  const kept = arrive()
  settle()
  world.apply({ kind: 'accept', chat: kept }, 1)
  arrive()
  settle()
  online('b')
  world.apply({ kind: 'status', agent: agent('a'), status: 'offline' }, 2)
  settle()
  expect(told.slice(2)).toEqual(['invited c1 a', 'withdrawn c1 a', 'invited c1 b'])
  expect(agent('a')).toMatchObject({ activeChats: 1, pendingInvitations: 0, capacity: 1 })
  world.apply({ kind: 'close', chat: kept }, 3)
  expect(told.at(-1)).toBe('closed c0 a')
})

test('W9 an answer that names somebody full or away is none, and one that comes too late changes nothing', () => {
  const { agent, arrive, online, settle, told, world } = stage({ acceptance: 'join' })
  online('a')
  arrive()
  settle()
  arrive()
  settle(() => 'a')
  expect(told).toEqual(['attended c0 a', 'waits c1'])
  const late = arrive()
  expect(world.nextCall()).toBe(late)
  world.apply({ kind: 'abandon', chat: late }, 1)
  world.apply({ kind: 'answer', chat: late, agent: agent('a') }, 2)
  expect(told.slice(2)).toEqual(['abandoned c2'])
  for (const kind of ['accept', 'reject', 'expire', 'close', 'abandon', 'retry'] as const) {
    world.apply({ kind, chat: late }, 3)
  }
  expect(told).toHaveLength(3)
})

test('W10 a waiting chat is asked for again on demand where anybody is free, of whatever queue', () => {
  const { arrive, online, settle, world } = stage({}, [
    { id: 'a', slots: 1, queues: served },
    { id: 'b', slots: 1, queues: new Set(['other']) },
  ])
  const chat = arrive()
  settle()
  world.apply({ kind: 'retry', chat }, 1)
  expect(settle()).toEqual([])
  online('b')
  expect(settle()).toEqual([])
  world.apply({ kind: 'retry', chat }, 2)
  expect(settle()).toEqual(['c0'])
})

test('W11 a request lists everybody logged in, full ones and paused ones too, and no two questions bear the same id', () => {
  const agents = ['a', 'b', 'c'].map((id) => ({ id, slots: 1, queues: served }))
  const { agent, arrive, online, settle, world } = stage({}, agents)
  online('a', 'b')
  world.apply({ kind: 'status', agent: agent('b'), status: 'paused' }, 1)
  arrive()
  settle()
  const chat = arrive(7)
  expect(world.nextCall()).toBe(chat)
  const request = world.requestFor(chat, 7)
  expect(request.agents.map(({ id, capacity, status }) => [id, capacity, status])).toEqual([
    ['a', 0, 'online'],
    ['b', 1, 'paused'],
  ])
  expect([request.at, request.chat.id, request.chat.createdAt]).toEqual([7, 'c1', 7])
  expect([...(request.agents[0]?.chats ?? [])]).toEqual(['c0'])
  expect(request.id).toBe('c1/1')
  world.apply({ kind: 'answer', chat, agent: undefined }, 7)
  online('c')
  expect(world.nextCall()).toBe(chat)
  expect(world.requestFor(chat, 8).id).toBe('c1/2')
})

test('W12 two agents with the same id are refused', () => {
  expect(() =>
    stage({}, [
      { id: 'a', slots: 1, queues: served },
      { id: 'a', slots: 2, queues: served },
    ]),
  ).toThrow('two agents have the same id')
})

test('W5 a line is in order of priority and age whatever is put in and taken out', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(3), fc.boolean()), { maxLength: 40 }), (steps) => {
      const { arrive, settle, world } = stage({})
      const all: WorldChat[] = []
      for (const [priority, leaves] of steps) {
        all.push(arrive(0, 'q', priority))
        settle()
        const waiting = all.filter(({ state }) => state === 'waiting')
        if (leaves) world.apply({ kind: 'abandon', chat: waiting[waiting.length >> 1] as WorldChat }, 0)
      }
      const line: WorldChat[] = []
      const { first } = world.chatClass('q', '').line
      for (let chat = first; chat !== undefined; chat = chat.next) line.push(chat as WorldChat)
      const expected = all
        .filter(({ state }) => state === 'waiting')
        .toSorted((a, b) => b.priority - a.priority || a.number - b.number)
      expect(line.map(({ id }) => id)).toEqual(expected.map(({ id }) => id))
    }),
    { seed: 3, numRuns: 200 },
  )
})
