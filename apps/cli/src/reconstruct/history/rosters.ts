import type { AgentId, Instant, QueueId } from '@pointsman/core'
import type { HistoryChat } from './history-chat.ts'

/** Who has had no chat for so long, in seconds, is taken to have gone. */
export const idleGone = 3600

/** What a history implies of an agent. */
export interface Rostered {
  readonly id: AgentId
  /** The most chats at once. */
  slots: number
  readonly queues: Set<QueueId>
  /** Empty where the history knows no languages. */
  readonly languages: Set<string>
  /** When they were there: from the first chat on, until the last is over, with no hour between without a chat. */
  readonly presence: [from: Instant, to: Instant][]
}

/** Who was there, and when, as far as their chats tell. */
export function rosters(chats: readonly HistoryChat[]): ReadonlyMap<AgentId, Rostered> {
  const agents = new Map<AgentId, Rostered>()
  const ends = new Map<AgentId, Instant[]>()
  const attended = chats.filter(({ attended: by }) => by !== undefined)
  for (const chat of attended.toSorted((a, b) => attendedAt(a) - attendedAt(b))) {
    const { agent: id, at } = chat.attended as NonNullable<HistoryChat['attended']>
    const agent = agents.get(id) ?? { id, slots: 0, queues: new Set(), languages: new Set(), presence: [] }
    agents.set(id, agent)
    if (chat.queue !== '') agent.queues.add(chat.queue)
    if (chat.language !== '') agent.languages.add(chat.language)
    const endedAt = chat.endedAt ?? Number.POSITIVE_INFINITY
    const held = [...(ends.get(id) ?? []).filter((end) => end > at), endedAt]
    ends.set(id, held)
    agent.slots = Math.max(agent.slots, held.length)
    const last = agent.presence.at(-1)
    if (last !== undefined && at - last[1] <= idleGone) last[1] = Math.max(last[1], endedAt)
    else agent.presence.push([at, endedAt])
  }
  return agents
}

function attendedAt({ attended }: HistoryChat): number {
  return attended?.at ?? 0
}
