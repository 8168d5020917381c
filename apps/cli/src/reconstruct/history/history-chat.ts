import type { AgentId, ChatId, Instant, QueueId } from '@pointsman/core'

/** One chat, or call, of a history. */
export interface HistoryChat {
  readonly id: ChatId
  readonly queue: QueueId
  readonly language: string
  readonly customer: string
  readonly arrivedAt: Instant
  /** Who had it, and from when on; undefined: nobody. */
  readonly attended: { readonly agent: AgentId; readonly at: Instant } | undefined
  /** When it was over; undefined: not yet. */
  readonly endedAt: Instant | undefined
}
