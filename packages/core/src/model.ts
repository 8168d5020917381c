/** The platform's id of an agent. */
export type AgentId = string
/** The platform's id of a chat. */
export type ChatId = string
/** The platform's id of a queue (a "room"). */
export type QueueId = string
/** An instant: seconds since 1970-01-01T00:00:00Z, the platform's unit. */
export type Instant = number

/** Only `online` is open to new chats; `unknown` stands for a word the platform does not document. */
export type Status = 'online' | 'paused' | 'offline' | 'unknown'

/** An agent as one snapshot shows them. */
export interface Agent {
  readonly id: AgentId
  readonly status: Status
  /** Free slots: how many more chats the agent can take now, pending invitations already taken off. Never the total. */
  readonly capacity: number
  /** Chats in progress. */
  readonly activeChats: number
  /** Invitations sent and not answered yet. */
  readonly pendingInvitations: number
  /** The chats in progress and the chats invited to. */
  readonly chats: ReadonlySet<ChatId>
  /** The agent's last action of any kind; not the last assignment. */
  readonly lastActivityAt: Instant | undefined
  readonly lastLoginAt: Instant | undefined
  /** The queues served; an agent who serves none gets no queued chat. */
  readonly queues: ReadonlySet<QueueId>
  /** The languages spoken, in lower case; empty: any. */
  readonly languages: ReadonlySet<string>
  /** Skill to level; a level is above 0. */
  readonly skills: ReadonlyMap<string, number>
  /** Chats the agent has rejected. */
  readonly rejections: ReadonlySet<ChatId>
  /** Declared speed relative to an ordinary agent (1): one number, or one for each queue. Above 0. */
  readonly speed: number | ReadonlyMap<QueueId, number>
  /** Declared share of the turns relative to an ordinary agent (1). Above 0. */
  readonly weight: number
  /** Whatever else the platform says of the agent. */
  readonly attributes: Readonly<Record<string, unknown>>
}

/** A chat that needs an agent. */
export interface Chat {
  readonly id: ChatId
  /** `''`: in no queue, so that every agent serves it. */
  readonly queue: QueueId
  /** In lower case; `''`: none stated, so that it suits every agent. */
  readonly language: string
  readonly createdAt: Instant
  readonly source: string
  /** Who asks; `''` when unknown. */
  readonly customer: string
  /** Skill to the least level that will do. */
  readonly needs: ReadonlyMap<string, number>
  /** Agents invited to this chat before. */
  readonly invited: ReadonlySet<AgentId>
  readonly rejectedBy: ReadonlySet<AgentId>
  /** Agents who held this chat before. */
  readonly servedBefore: ReadonlySet<AgentId>
  readonly sentiment: string
  /** Higher goes first where chats wait; 0 is ordinary. */
  readonly priority: number
}

/**
 * One question: who gets this chat? A view that is valid during the call only: nothing that answers may keep any part
 * of it (L19).
 */
export interface Request {
  /** The same delivery twice bears the same id; two different questions never do. */
  readonly id: string
  readonly at: Instant
  readonly chat: Chat
  readonly agents: readonly Agent[]
}
