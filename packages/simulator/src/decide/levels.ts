import { Situation, type Ledger, type Preference } from '@pointsman/core'
import type { ChatClass, WorldAgent } from '@pointsman/world'
import { SimulatedChat } from '../run/simulated-chat.ts'
import { freeCapacitySense, type Indexable } from './indexable.ts'

/**
 * How many levels the agents of a class fall into, and which an agent with a free slot is in now, by the agent and their
 * place in the class: from 1 to `count`, which is the best.
 */
export interface Levels {
  readonly count: number
  readonly of: (agent: WorldAgent, place: number) => number
}

/** More levels than this, and a heap does better. */
const most = 64

/**
 * The levels of a policy whose keys are few: none at all, or the number of free slots, with fixed keys before it. Undefined
 * for others.
 */
export function levels({ policy }: Indexable, chatClass: ChatClass, ledger: Ledger): Levels | undefined {
  const { prefer } = policy
  const last = prefer.at(-1)
  const sense = last === undefined ? 0 : freeCapacitySense(last)
  const fixed = sense === 0 ? prefer : prefer.slice(0, -1)
  if (!fixed.every(isFixed)) return undefined
  const steps = sense === 0 ? 1 : Math.max(1, ...chatClass.agents.map(({ slots }) => slots))
  if (fixed.length === 0) {
    if (steps > most) return undefined
    if (sense === 0) return { count: 1, of: () => 1 }
    if (sense === 1) return { count: steps, of: (agent) => agent.capacity }
    return { count: steps, of: (agent) => steps + 1 - agent.capacity }
  }
  const ranks = rank(fixed, chatClass, ledger)
  const count = Math.max(0, ...ranks) * steps + steps
  if (count > most) return undefined
  const base = ranks.map((rank) => rank * steps)
  if (sense === 0) return { count, of: (_, place) => (base[place] as number) + 1 }
  if (sense === 1) return { count, of: (agent, place) => (base[place] as number) + agent.capacity }
  return { count, of: (agent, place) => (base[place] as number) + steps + 1 - agent.capacity }
}

/** Whether the key of an agent stays the same for ever, among chats of one class. */
function isFixed({ name, reads }: Preference): boolean {
  return reads === 'chat' && (name === 'fewest-spare-skills' || name === 'fastest')
}

/** Ranks the agents of the class, by their places, by keys that stay the same: 0 is the worst. */
function rank(prefer: readonly Preference[], chatClass: ChatClass, ledger: Ledger): Int32Array {
  const example = new SimulatedChat()
  example.begin({ number: 0, chatClass, createdAt: 0 })
  const situation = new Situation({ id: '', at: 0, chat: example, agents: [] }, ledger, 0)
  const keys = chatClass.agents.map((agent) =>
    prefer.map((preference) => (preference.wants === 'more' ? 1 : -1) * preference.key(agent, situation)),
  )
  const distinct = [...new Map(keys.map((key) => [key.join(), key])).values()].sort((a, b) => {
    const k = a.findIndex((key, i) => key !== b[i])
    return k < 0 ? 0 : (a[k] as number) - (b[k] as number)
  })
  const places = new Map(distinct.map((key, place) => [key.join(), place]))
  return Int32Array.from(keys, (key) => places.get(key.join()) as number)
}
