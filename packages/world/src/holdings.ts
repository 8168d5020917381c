import type { Held } from './held.ts'

/** Places beyond are made when they are used: where agents have thousands of slots, most are never taken. */
const mostMade = 2 ** 20

/**
 * Who holds which chats in progress: a place for each slot of each agent, one after another, so that a large roster touches
 * little memory. Nobody ever holds more than there are slots: a chat is given to those alone who have one free.
 */
export class Holdings {
  readonly #chats: (Held | undefined)[]

  /** Over so many slots of all agents. */
  constructor(slots: number) {
    this.#chats = new Array<Held | undefined>(Math.min(slots, mostMade)).fill(undefined)
  }

  /** The chat at a place. */
  at(place: number): Held {
    return this.#chats[place] as Held
  }

  /** Puts the chat behind the others: so many from the first of the agent's places on. */
  put(first: number, others: number, chat: Held): void {
    this.#chats[first + others] = chat
  }

  /** Takes the chat out of so many from the first place on; the last takes its place. */
  take(first: number, count: number, chat: Held): void {
    const chats = this.#chats
    const last = first + count - 1
    let place = first
    // Where there is but one, it is that one.
    while (place < last && chats[place] !== chat) place += 1
    chats[place] = chats[last]
    chats[last] = undefined
  }
}
