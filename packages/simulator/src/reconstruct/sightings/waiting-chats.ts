import type { Agent } from '@pointsman/core'
import { canServe } from './can-serve.ts'
import type { ChatRecord } from './chat-record.ts'

/**
 * The chats that waited when they were last asked for. Whenever an agent comes free the platform asks for the first chat that
 * this agent may take: whoever should have come before the chat that is asked for, and did not, is gone.
 */
export class WaitingChats {
  /** By queue and language. */
  readonly #lines = new Map<string, Set<ChatRecord>>()

  /** The chat is asked for, with these agents listed; `takable`: one of them could take it. */
  asked(chat: ChatRecord, takable: boolean, agents: readonly Agent[], at: number): void {
    const own = this.#lineOf(chat)
    own.delete(chat)
    // While somebody has room, nobody waits whom they could take: of those before the one that is asked for this is sure
    // even where the room was made just now.
    const arrives = chat.asks === 1
    for (const line of this.#lines.values()) if (line.size > 0) sweep(line, chat, arrives, agents, at)
    if (!takable) own.add(chat)
  }

  /** Whoever was invited refused it, and nobody else could take it: it waits. */
  refused(chat: ChatRecord): void {
    this.#lineOf(chat).add(chat)
  }

  /** The chat no longer waits. */
  over(chat: ChatRecord): void {
    this.#lineOf(chat).delete(chat)
  }

  #lineOf({ queue, language }: ChatRecord): Set<ChatRecord> {
    const key = `${queue}\0${language}`
    let line = this.#lines.get(key)
    if (line === undefined) this.#lines.set(key, (line = new Set()))
    return line
  }
}

function sweep(line: Set<ChatRecord>, asked: ChatRecord, arrives: boolean, agents: readonly Agent[], at: number): void {
  const [first] = line
  if (first === undefined) return
  const { queue, language } = first
  const free = agents.filter((agent) => canServe(agent, queue, language))
  if (free.length === 0) return
  for (const chat of line) {
    if (chat.lastAskedAt >= at || !(arrives || precedes(chat, asked))) continue
    if (chat.refusers.length > 0 && free.every(({ id }) => chat.refusers.includes(id))) continue
    chat.goneBy = at
    line.delete(chat)
  }
}

function precedes(one: ChatRecord, other: ChatRecord): boolean {
  return one.priority === other.priority ? one.firstAskedAt < other.firstAskedAt : one.priority > other.priority
}
