import { Situation, type Ledger, type Preference } from '@pointsman/core'
import type { ChatClass } from '@pointsman/world'
import { SimulatedChat } from '../run/simulated-chat.ts'

/**
 * The situation of a chat of this class that has nothing of its own, at the end of time: later than whatever happens to anybody,
 * which is how an index reads a clock (`indexable`).
 */
export function exampleOf(chatClass: ChatClass, ledger: Ledger, seed: number): Situation {
  const chat = new SimulatedChat()
  chat.begin({ number: 0, chatClass, createdAt: 0 })
  return new Situation({ id: '', at: Number.MAX_VALUE, chat, agents: [] }, ledger, seed)
}

/** Ranks the agents of a class, by their places in it, by keys that stay the same for ever: 0 is the worst. */
export function ranks(prefer: readonly Preference[], chatClass: ChatClass, ledger: Ledger): Int32Array {
  if (prefer.length === 0) return new Int32Array(chatClass.agents.length)
  const situation = exampleOf(chatClass, ledger, 0)
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
