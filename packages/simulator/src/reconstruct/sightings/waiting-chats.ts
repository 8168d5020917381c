import type { Agent } from '@pointsman/core'
import { canServe } from './can-serve.ts'
import type { ChatRecord } from './chat-record.ts'
import type { ChatTable } from './chat-table.ts'

/**
 * The chats that waited when they were last asked for. Whenever an agent comes free the platform asks for the first chat that
 * this agent may take: whoever should have come before the chat that is asked for, and did not, is gone.
 */
export class WaitingChats {
  readonly #table: ChatTable
  /** Their rows, by queue and language. */
  readonly #lines = new Map<string, Set<number>>()

  constructor(table: ChatTable) {
    this.#table = table
  }

  /** The chat is asked for, with these agents listed; `takable`: one of them could take it. */
  asked(chat: ChatRecord, takable: boolean, agents: readonly Agent[], at: number): void {
    const own = this.#lineOf(chat)
    own.delete(chat.row)
    // While somebody has room, nobody waits whom they could take: of those before the one that is asked for this is sure
    // even where the room was made just now.
    const arrives = chat.asks === 1
    for (const line of this.#lines.values()) if (line.size > 0) sweep(line, this.#table, chat, arrives, agents, at)
    if (!takable) own.add(chat.row)
  }

  /** Whoever was invited refused it, and nobody else could take it: it waits. */
  refused(chat: ChatRecord): void {
    this.#lineOf(chat).add(chat.row)
  }

  /** The chat no longer waits. */
  over(chat: ChatRecord): void {
    this.#lineOf(chat).delete(chat.row)
  }

  #lineOf({ queue, language }: ChatRecord): Set<number> {
    const key = `${queue}\0${language}`
    let line = this.#lines.get(key)
    if (line === undefined) this.#lines.set(key, (line = new Set()))
    return line
  }
}

function sweep(
  line: Set<number>,
  table: ChatTable,
  asked: ChatRecord,
  arrives: boolean,
  agents: readonly Agent[],
  at: number,
): void {
  const [first] = line
  if (first === undefined) return
  const { queue, language } = table.at(first)
  const free = agents.filter((agent) => canServe(agent, queue, language))
  if (free.length === 0) return
  for (const row of line) {
    const chat = table.at(row)
    if (chat.lastAskedAt >= at || !(arrives || precedes(chat, asked))) continue
    if (chat.refuserCount > 0 && free.every(({ id }) => chat.wasRefusedBy(id))) continue
    chat.goneBy = at
    line.delete(row)
  }
}

function precedes(one: ChatRecord, other: ChatRecord): boolean {
  return one.priority === other.priority ? one.firstAskedAt < other.firstAskedAt : one.priority > other.priority
}
