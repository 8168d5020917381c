import type { Roster } from './roster.ts'
import { precedes, type Waiting } from './waiting-line.ts'
import type { WorldAgent } from './world-agent.ts'
import type { WorldChat } from './world-chat.ts'

/** Which chats an agent is to be asked for, in order. Finds them as it goes, since each answer changes what comes next. */
export class Calls<C extends WorldChat> {
  readonly #roster: Roster
  readonly #chats: C[] = []
  readonly #free: WorldAgent[] = []
  /** The last waiting chat called for the agent who is first in `#free`: those up to it were passed over. */
  #passed = { priority: Infinity, number: -1 }

  constructor(roster: Roster) {
    this.#roster = roster
  }

  /** The chat is to be asked for, before those that wait. */
  push(chat: C): void {
    this.#chats.push(chat)
  }

  /** The agent came free: the chats that wait are to be asked for. */
  free(agent: WorldAgent): void {
    if (!this.#free.includes(agent)) this.#free.push(agent)
  }

  next(): C | undefined {
    const chats = this.#chats
    while (chats.length > 0) {
      // Most often there is one, and taking the last is cheaper than taking the first.
      const chat = (chats.length === 1 ? chats.pop() : chats.shift()) as C
      if (chat.state === 'called' || chat.state === 'waiting') return chat
    }
    while (this.#free.length > 0) {
      const agent = this.#free[0] as WorldAgent
      const chat = agent.available ? this.#waitingFor(agent) : undefined
      if (chat !== undefined) {
        this.#passed = { priority: chat.priority, number: chat.number }
        return chat as C
      }
      this.#free.shift()
      this.#passed = { priority: Infinity, number: -1 }
    }
    return undefined
  }

  /** The first chat behind those passed over that this agent may take. */
  #waitingFor(agent: WorldAgent): Waiting | undefined {
    const classes = this.#roster.classesOf(agent)
    let first: Waiting | undefined
    for (let i = 0; i < classes.length; i++) {
      let chat = classes[i]?.line.first
      while (chat !== undefined && !(this.#isBehind(chat) && !chat.rejectedBy.has(agent.id))) chat = chat.next
      if (chat !== undefined && (first === undefined || precedes(chat, first))) first = chat
    }
    return first
  }

  #isBehind({ priority, number }: Waiting): boolean {
    return priority === this.#passed.priority ? number > this.#passed.number : priority < this.#passed.priority
  }
}
