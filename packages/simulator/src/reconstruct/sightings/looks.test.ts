import { builtin, type Agent, type Fact, type Request, type Strategy } from '@pointsman/core'
import { expect, test } from 'vitest'
import type { Scenario } from '../../scenario/scenario.ts'
import { worlds } from '../../replay/worlds.ts'
import { replicate } from '../../run/replicate.ts'
import { Reconstruction } from '../reconstruction.ts'
import { invited } from '../worlds.ts'
import { Sightings } from './sightings.ts'

test.each([
  ['invited', invited(600), true],
  ['invited, by snapshots alone', invited(600), false],
  ['balanced', { ...worlds['balanced'], horizon: { chats: 600 } } as Scenario, false],
])('RC21 an agent who is the same object as before is read as one who says the same: %s', (_, scenario, events) => {
  const apart = new Reconstruction('day')
  const shared = new Reconstruction('day')
  const known = new Map<string, { text: string; agent: Agent }>()
  let again = 0
  const asked = ({ id, at, chat, agents: listed }: Request): void => {
    const agents = listed.map(copied)
    apart.ask({ id, at, chat, agents })
    const same = agents.map((agent) => {
      const text = JSON.stringify(agent, (__, value: unknown) => (value instanceof Set ? [...value] : value))
      const last = known.get(agent.id)
      if (last?.text === text) {
        again += 1
        return last.agent
      }
      known.set(agent.id, { text, agent })
      return agent
    })
    shared.ask({ id, at, chat, agents: same })
  }
  const learn = (fact: Fact): void => {
    if (!events) return
    apart.learn([fact])
    shared.learn([fact])
  }
  const observer = {
    asked,
    attended: (chat: { id: string }, agent: { id: string }, at: number) =>
      learn({ kind: 'accepted', at, chat: chat.id, agent: agent.id }),
    ended: (chat: { id: string }, ___: unknown, at: number) => learn({ kind: 'closed', at, chat: chat.id }),
  }
  const strategy = (seed: number): Strategy => builtin('most-free-capacity', { seed }) as Strategy
  replicate({ scenario, strategy, seed: 3, replication: 0, observers: [observer] })
  expect(again).toBeGreaterThan(1000)
  expect(shared.finish().scenario).toEqual(apart.finish().scenario)
})

/** The agents are those of the world, who change. */
function copied(agent: Agent): Agent {
  return {
    id: agent.id,
    status: agent.status,
    capacity: agent.capacity,
    activeChats: agent.activeChats,
    pendingInvitations: agent.pendingInvitations,
    lastActivityAt: agent.lastActivityAt,
    lastLoginAt: agent.lastLoginAt,
    chats: new Set(agent.chats),
    rejections: new Set(agent.rejections),
    queues: agent.queues,
    languages: agent.languages,
    skills: agent.skills,
    speed: agent.speed,
    weight: agent.weight,
    attributes: agent.attributes,
  }
}

test('RC21 what a fact said of an agent who is then listed as before is held against that', () => {
  const anna = {
    id: 'anna',
    status: 'online',
    capacity: 2,
    activeChats: 0,
    pendingInvitations: 0,
    chats: new Set<string>(),
  }
  const rest = { queues: new Set('q'), languages: new Set<string>(), skills: new Map(), rejections: new Set<string>() }
  const listing = { ...anna, ...rest, lastActivityAt: undefined, lastLoginAt: 0, speed: 1, weight: 1, attributes: {} }
  const sightings = new Sightings()
  const ask = (at: number, id: string): void => {
    const none = new Set<string>()
    const told = {
      id,
      queue: 'q',
      language: '',
      createdAt: at,
      source: '',
      customer: '',
      needs: new Map<string, number>(),
    }
    const chat = { ...told, invited: none, rejectedBy: none, servedBefore: none, sentiment: '', priority: 0 }
    sightings.ask({ id, at, chat, agents: [listing as Agent] })
  }
  ask(10, 'c')
  sightings.learn([{ kind: 'accepted', at: 12, chat: 'c', agent: 'anna' }])
  ask(20, 'd')
  expect(sightings.chats.get('c')?.stint).toMatchObject({ open: false, endedHi: 20 })
})
