import type { Agent } from '@pointsman/core'
import type { AgentRecord } from './agent-record.ts'
import type { ChatRecord } from './chat-record.ts'
import type { ChatTable } from './chat-table.ts'
import type { OpenStint } from './open-stint.ts'

/** What the chats that an agent is listed to have refused tell. */
export interface RefusalsSeen {
  /** Refused since the agent was last listed. */
  readonly fresh: readonly ChatRecord[]
  /** Not over yet, and with nobody. */
  readonly waiting: readonly ChatRecord[]
}

const nothing: RefusalsSeen = { fresh: [], waiting: [] }
/** Fewer that vanished may have done so by chance. */
const leastForgotten = 5
/** So many times as many vanish as stay, where a chat that seemed over was not. */
const leastTimes = 20

/**
 * Reads the chats that agents have refused off their lists. On some platforms they stay there for good; where they go when a
 * chat is over, one that is there still waits, or is with somebody else.
 */
export class Refusals {
  #forgotten = 0
  #kept = 0

  seen({ id, rejections }: Agent, record: AgentRecord<OpenStint>, at: number, chats: ChatTable): RefusalsSeen {
    const before = record.rejected
    if (rejections.size === 0 && before.size === 0) return nothing
    let stayed = 0
    const fresh: ChatRecord[] = []
    const waiting: ChatRecord[] = []
    for (const one of rejections) {
      const chat = chats.get(one)
      const known = before.has(one)
      if (known) stayed += 1
      if (chat === undefined || chat.asks === 0) continue
      if (isOver(chat, at)) this.#kept += 1
      else if (chat.stints === 0) waiting.push(chat)
      if (!known && !chat.wasRefusedBy(id)) fresh.push(chat)
    }
    this.#forgotten += before.size - stayed
    if (stayed < before.size || rejections.size > stayed) record.rejected = new Set(rejections)
    return { fresh, waiting: this.#forgotten >= Math.max(leastForgotten, leastTimes * this.#kept) ? waiting : [] }
  }
}

function isOver({ closedAt, lastAskedAt, stint }: ChatRecord, at: number): boolean {
  return closedAt < at || (stint !== undefined && !stint.open && lastAskedAt <= stint.beganHi && stint.endedHi < at)
}
