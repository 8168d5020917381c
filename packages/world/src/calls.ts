import type { ChatClass } from './chat-class.ts'
import { emptyList } from './empty-list.ts'
import type { Roster } from './roster.ts'
import { precedes, type Waiting } from './waiting-line.ts'
import type { Servable, WorldAgent } from './world-agent.ts'
import type { WorldChat } from './world-chat.ts'

/** Which chats an agent is to be asked for, in order. Finds them as it goes, since each answer changes what comes next. */
export class Calls<C extends WorldChat> {
  readonly #roster: Roster
  /** A chat to be asked for; most often there is one at most. */
  #chat: C | undefined = undefined
  /** Others beside it. */
  readonly #others: C[] = emptyList()
  readonly #free: WorldAgent[] = emptyList()
  /** The last waiting chat called for those who came free: chats up to it were passed over. */
  #passedPriority = Infinity
  #passedNumber = -1

  constructor(roster: Roster) {
    this.#roster = roster
  }

  /** The chat is to be asked for, before those that wait. */
  push(chat: C): void {
    if (this.#chat === undefined) this.#chat = chat
    else this.#others.push(chat)
  }

  /** The agent came free: the chats that wait are to be asked for. */
  free(agent: WorldAgent): void {
    const free = this.#free
    if (free.length > 0 && free.includes(agent)) return
    free.push(agent)
    this.#startOver()
  }

  get any(): boolean {
    return this.#chat !== undefined || this.#free.length > 0
  }

  /** `line`: whether those that wait are to be looked at too. */
  next(line: boolean): C | undefined {
    return this.any ? this.#find(line) : undefined
  }

  #find(line: boolean): C | undefined {
    while (this.#chat !== undefined) {
      const chat = this.#takeFirst(this.#chat)
      if (chat.state === 'called' || chat.state === 'waiting') return chat
    }
    if (!line) return undefined
    const free = this.#free
    for (let i = free.length - 1; i >= 0; i--) {
      if ((free[i] as WorldAgent).available) continue
      const last = free.pop() as WorldAgent
      if (i < free.length) free[i] = last
    }
    if (free.length === 0) return undefined
    const chat = free.length === 1 ? this.#waitingFor(free[0] as WorldAgent) : this.#waitingForAny()
    if (chat === undefined) {
      while (free.length > 0) free.pop()
      return undefined
    }
    this.#passedPriority = chat.priority
    this.#passedNumber = chat.number
    return chat as C
  }

  #startOver(): void {
    this.#passedPriority = Infinity
    this.#passedNumber = -1
  }

  /** Of the chats to be asked for, whichever came first with the highest priority. */
  #takeFirst(chat: C): C {
    const others = this.#others
    let first = chat
    for (let i = 0; i < others.length; i++) {
      const other = others[i] as C
      if (!precedes(other, first)) continue
      others[i] = first
      first = other
    }
    this.#chat = others.length === 0 ? undefined : others.pop()
    return first
  }

  /** The first chat behind those passed over that this agent may take. */
  #waitingFor(agent: WorldAgent): Waiting | undefined {
    const { classes } = agent
    let first: Waiting | undefined
    for (let i = 0; i < classes.length; i++) {
      let chat = (classes[i] as Servable).line.first
      while (chat !== undefined && !(this.#isBehind(chat) && !chat.rejectedBy.has(agent.id))) chat = chat.next
      if (chat !== undefined && (first === undefined || precedes(chat, first))) first = chat
    }
    return first
  }

  /** The first chat behind those passed over that any of those who came free may take: no agent's turn comes before another's. */
  #waitingForAny(): Waiting | undefined {
    let first: Waiting | undefined
    for (const chatClass of this.#roster.classes) {
      let chat = chatClass.line.first
      if (chat === undefined || !this.#free.some((agent) => this.#serves(agent, chatClass))) continue
      while (chat !== undefined && !(this.#isBehind(chat) && this.#isTakable(chat, chatClass))) chat = chat.next
      if (chat !== undefined && (first === undefined || precedes(chat, first))) first = chat
    }
    return first
  }

  #isTakable({ rejectedBy }: Waiting, chatClass: ChatClass): boolean {
    if (rejectedBy.size === 0) return true
    return this.#free.some((agent) => !rejectedBy.has(agent.id) && this.#serves(agent, chatClass))
  }

  #serves(agent: WorldAgent, chatClass: ChatClass): boolean {
    return agent.classes.includes(chatClass)
  }

  #isBehind({ priority, number }: Waiting): boolean {
    return priority === this.#passedPriority ? number > this.#passedNumber : priority < this.#passedPriority
  }
}
