import type { EmulatedChat } from './emulated-chat.ts'

/** Who waits for an agent to be found, by chat. */
export class Searches {
  readonly #waiting = new Map<EmulatedChat, (() => void)[]>()

  /** Resolves when somebody is found, or nobody is left. */
  wait(chat: EmulatedChat): Promise<void> {
    return new Promise((resolve) => {
      const others = this.#waiting.get(chat)
      if (others === undefined) this.#waiting.set(chat, [resolve])
      else others.push(resolve)
    })
  }

  /** Lets everybody who waits for this chat go on. */
  found(chat: EmulatedChat): void {
    const waiting = this.#waiting.get(chat) ?? []
    this.#waiting.delete(chat)
    for (const resolve of waiting) resolve()
  }
}
