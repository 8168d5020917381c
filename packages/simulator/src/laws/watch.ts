import type { WorldAgent, WorldChat } from '@pointsman/world'
import type { Observer } from '../observe/observer.ts'

/** Follows every chat by what it is told alone, and throws where that does not add up. */
export class Watch implements Observer {
  readonly lines: string[] = []
  readonly states: Map<string, string> = new Map()
  transfers: number = 0
  readonly #counts = new Map<string, number>()
  #at = 0

  arrived(chat: WorldChat, at: number): void {
    if (this.states.has(chat.id)) throw new Error(`${chat.id} arrived twice`)
    this.#note(chat, 'arrived', at)
  }

  waits(chat: WorldChat, at: number): void {
    this.#from(chat, ['arrived', 'transferred', 'waits', 'refused', 'expired', 'withdrawn'])
    this.#note(chat, 'waits', at)
  }

  invited(chat: WorldChat, agent: WorldAgent, at: number): void {
    this.#from(chat, ['arrived', 'transferred', 'waits', 'refused', 'expired', 'withdrawn'])
    this.#note(chat, 'invited', at, agent)
  }

  attended(chat: WorldChat, agent: WorldAgent, at: number): void {
    this.#from(chat, ['arrived', 'transferred', 'waits', 'invited'])
    if (agent.status !== 'online') throw new Error(`${agent.id} attends ${chat.id} while ${agent.status}`)
    this.#note(chat, 'attended', at, agent)
  }

  refused(chat: WorldChat, agent: WorldAgent, at: number): void {
    this.#from(chat, ['invited'])
    this.#note(chat, 'refused', at, agent)
  }

  expired(chat: WorldChat, agent: WorldAgent, at: number): void {
    this.#from(chat, ['invited'])
    this.#note(chat, 'expired', at, agent)
  }

  withdrawn(chat: WorldChat, agent: WorldAgent, at: number): void {
    this.#from(chat, ['invited'])
    this.#note(chat, 'withdrawn', at, agent)
  }

  transferred(chat: WorldChat, agent: WorldAgent, from: string, at: number): void {
    this.#from(chat, ['attended'])
    if (from === chat.queue) throw new Error(`${chat.id} went on to where it was`)
    if (!chat.servedBefore.has(agent.id)) throw new Error(`${agent.id} never served ${chat.id}`)
    this.transfers += 1
    this.#note(chat, 'transferred', at, agent)
  }

  ended(chat: WorldChat, agent: WorldAgent | undefined, at: number): void {
    this.#from(
      chat,
      chat.state === 'closed' ? ['attended'] : ['arrived', 'transferred', 'waits', 'refused', 'expired', 'withdrawn'],
    )
    this.#note(chat, chat.state, at, agent)
  }

  status(agent: WorldAgent, at: number): void {
    this.#time(at)
    this.lines.push(`${at} ${agent.id} ${agent.status}`)
  }

  /** How many chats are where. */
  count(...of: readonly string[]): number {
    return of.reduce((sum, state) => sum + (this.#counts.get(state) ?? 0), 0)
  }

  /** Whether every agent holds what the chats say, and no more than there are slots. */
  check(agents: readonly WorldAgent[], waiting: number): void {
    for (const agent of agents) {
      const { activeChats, capacity, held, id, invitedTo, pendingInvitations, slots } = agent
      const adds =
        activeChats === held.length &&
        pendingInvitations === invitedTo.length &&
        capacity === slots - activeChats - pendingInvitations &&
        capacity >= 0 &&
        (agent.status === 'online' || pendingInvitations === 0)
      if (!adds) throw new Error(`${id} holds ${activeChats} + ${pendingInvitations} of ${slots}, free ${capacity}`)
      for (const chat of held) if (this.states.get(chat.id) !== 'attended') throw new Error(`${chat.id} is not active`)
      for (const chat of invitedTo)
        if (this.states.get(chat.id) !== 'invited') throw new Error(`${chat.id} not invited`)
    }
    const active = agents.reduce((sum, { activeChats }) => sum + activeChats, 0)
    const invited = agents.reduce((sum, { pendingInvitations }) => sum + pendingInvitations, 0)
    if (active !== this.count('attended') || invited !== this.count('invited') || waiting !== this.count('waits')) {
      throw new Error(`${active} active, ${invited} invited and ${waiting} waiting do not add up`)
    }
  }

  #from(chat: WorldChat, states: readonly string[]): void {
    const state = this.states.get(chat.id) ?? 'unheard of'
    if (!states.includes(state)) throw new Error(`${chat.id} was ${state}, expected ${states.join(' or ')}`)
  }

  #note(chat: WorldChat, what: string, at: number, agent?: WorldAgent): void {
    this.#time(at)
    const before = this.states.get(chat.id)
    if (before !== undefined) this.#counts.set(before, (this.#counts.get(before) ?? 0) - 1)
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1)
    this.states.set(chat.id, what)
    this.lines.push(`${at} ${chat.id} ${what} ${agent?.id ?? ''}`)
  }

  #time(at: number): void {
    if (at < this.#at) throw new Error(`time ran back from ${this.#at} to ${at}`)
    this.#at = at
  }
}
