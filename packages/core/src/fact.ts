import type { AgentId, ChatId, Instant, QueueId } from './model.ts'

/**
 * What happened, in the order in which it was learned. `named` and `passed` are ours; the others come from the platform.
 * The same fact may be learned twice (from an event and from a later snapshot) and counts once.
 */
export type Fact =
  /** A customer asked for somebody, as a platform says that tells it by an event; `''` where it does not say. */
  | {
      readonly kind: 'arrived'
      readonly at: Instant
      readonly chat: ChatId
      readonly queue: QueueId
      readonly language: string
      readonly customer: string
    }
  /** We named the agent; until the platform shows the chat with them it counts as load. */
  | {
      readonly kind: 'named'
      readonly at: Instant
      readonly chat: ChatId
      readonly agent: AgentId
      readonly customer: string
      readonly weight: number
    }
  /** We named nobody; the platform may find somebody all the same. */
  | { readonly kind: 'passed'; readonly at: Instant; readonly chat: ChatId; readonly customer: string }
  /** A snapshot shows the chat with the agent, in progress or invited: it is in their load, and no longer ours to count. */
  | { readonly kind: 'shown'; readonly at: Instant; readonly chat: ChatId; readonly agent: AgentId }
  /** `queue`: as whose chat they have it, where the platform says so. */
  | {
      readonly kind: 'accepted'
      readonly at: Instant
      readonly chat: ChatId
      readonly agent: AgentId
      readonly queue?: QueueId | undefined
    }
  | { readonly kind: 'refused'; readonly at: Instant; readonly chat: ChatId; readonly agent: AgentId }
  /** The chat went on to somebody else, or to nobody, without an answer from the agent. */
  | { readonly kind: 'unanswered'; readonly at: Instant; readonly chat: ChatId; readonly agent: AgentId }
  /** The agent left a chat that goes on. */
  | { readonly kind: 'left'; readonly at: Instant; readonly chat: ChatId; readonly agent: AgentId }
  /** The chat waits for somebody in another queue; whoever had it has it no more. */
  | {
      readonly kind: 'transferred'
      readonly at: Instant
      readonly chat: ChatId
      readonly from: QueueId
      readonly to: QueueId
    }
  /** The chat is over, whoever had it. */
  | { readonly kind: 'closed'; readonly at: Instant; readonly chat: ChatId }
