import { Situation, type Ledger, type Preference } from '@pointsman/core'
import type { ChatClass, WorldAgent } from '@pointsman/world'
import { SimulatedChat } from '../run/simulated-chat.ts'
import { freeCapacitySense, type Indexable } from './indexable.ts'

/** How many levels the agents of a class fall into, and which an agent with a free slot is in now; the best is the highest. */
export interface Levels {
  readonly count: number
  readonly of: (agent: WorldAgent) => number
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
  const ranks = rank(fixed, chatClass, ledger)
  const steps = sense === 0 ? 1 : Math.max(1, ...chatClass.agents.map(({ slots }) => slots))
  const count = ranks.count * steps
  if (count > most) return undefined
  if (sense === 0) return { count, of: (agent) => ranks.of(agent) + 1 }
  if (sense === 1) return { count, of: (agent) => ranks.of(agent) * steps + agent.capacity }
  return { count, of: (agent) => ranks.of(agent) * steps + steps + 1 - agent.capacity }
}

/** Whether the key of an agent stays the same for ever, among chats of one class. */
function isFixed({ name, reads }: Preference): boolean {
  return reads === 'chat' && (name === 'fewest-spare-skills' || name === 'fastest')
}

/** Ranks agents by keys that stay the same: 0 is the worst. */
function rank(
  prefer: readonly Preference[],
  chatClass: ChatClass,
  ledger: Ledger,
): { count: number; of: (agent: WorldAgent) => number } {
  if (prefer.length === 0) return { count: 1, of: () => 0 }
  const example = new SimulatedChat()
  example.begin({ number: 0, chatClass, createdAt: 0 })
  const situation = new Situation({ id: '', at: 0, chat: example, agents: [] }, ledger, 0)
  const keys = new Map(
    chatClass.agents.map((agent) => [
      agent.index,
      prefer.map((preference) => (preference.wants === 'more' ? 1 : -1) * preference.key(agent, situation)),
    ]),
  )
  const distinct = new Map([...keys.values()].map((key) => [key.join(), key]))
  const order = [...distinct.values()].sort((a, b) => {
    const k = a.findIndex((key, i) => key !== b[i])
    return k < 0 ? 0 : (a[k] as number) - (b[k] as number)
  })
  const places = new Map(order.map((key, place) => [key.join(), place]))
  const ranks = new Map(Array.from(keys, ([agent, key]) => [agent, places.get(key.join()) as number]))
  return { count: Math.max(1, order.length), of: (agent) => ranks.get(agent.index) as number }
}
