import type { EmulatedChat } from './emulated-chat.ts'

/** The chats that are known: all that are open, and the newest of the closed. */
export class Chats {
  readonly #byId = new Map<string, EmulatedChat>()
  readonly #closed: EmulatedChat[] = []
  readonly #keep: number
  /** The oldest of the closed that is still known. */
  #first = 0

  constructor(keepClosed: number) {
    this.#keep = keepClosed
  }

  get size(): number {
    return this.#byId.size
  }

  /** How many are open. */
  get open(): number {
    return this.#byId.size - (this.#closed.length - this.#first)
  }

  get(id: string): EmulatedChat | undefined {
    return this.#byId.get(id)
  }

  all(): readonly EmulatedChat[] {
    return [...this.#byId.values()]
  }

  add(chat: EmulatedChat): void {
    this.#byId.set(chat.id, chat)
  }

  /** The chat is over; one that was over long ago is forgotten for it. */
  close(chat: EmulatedChat): void {
    this.#closed.push(chat)
    if (this.#closed.length - this.#first <= this.#keep) return
    this.#byId.delete((this.#closed[this.#first] as EmulatedChat).id)
    this.#first += 1
    if (this.#first < 1024 || this.#first * 2 < this.#closed.length) return
    this.#closed.splice(0, this.#first)
    this.#first = 0
  }
}
