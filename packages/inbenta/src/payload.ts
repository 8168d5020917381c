/** An id as it may come: text as documented, or a number. */
export type WireId = string | number
/** An instant as it may come: Unix seconds, or one of the ways to say that there is none. */
export type WireTime = number | '' | null
/** A list of ids as it may come; absent, null and `""` stand for an empty one. */
export type WireIds = readonly unknown[] | '' | null

/** What every webhook request of Agent Chat looks like; `data` depends on the trigger. */
export interface Payload {
  readonly trigger: string
  readonly appId?: unknown
  readonly data?: unknown
  /** Unix seconds. */
  readonly created_at?: WireTime
}

/** `chats:assign`: a chat looks for an agent. Fields that are not read are not named here, but do come. */
export interface AssignPayload extends Payload {
  readonly trigger: 'chats:assign'
  readonly data: { readonly agents: readonly WireAgent[]; readonly chat: WireChat; readonly [field: string]: unknown }
  readonly created_at: number
}

/** An agent in `chats:assign`. */
export interface WireAgent {
  readonly id: WireId
  /** How many new chats the agent can join: a whole number from 0 to 10,000. */
  readonly capacity: number
  readonly status?: unknown
  readonly lastLogin?: unknown
  readonly lastActivity?: unknown
  /** Chats assigned automatically and accepted. */
  readonly chats?: WireIds
  /** Chats transferred to the agent by hand. */
  readonly chatsAssigned?: WireIds
  /** Chats invited to, and not accepted yet. */
  readonly invitations?: WireIds
  readonly rejections?: WireIds
  readonly restrictions?: WireRestrictions | '' | null
  readonly extraInfo?: unknown
  readonly [field: string]: unknown
}

/** What an agent may do; only the two lists are read. */
export interface WireRestrictions {
  readonly rooms?: WireIds
  readonly languages?: WireIds
  readonly [permission: string]: unknown
}

/** The chat in `chats:assign`. */
export interface WireChat {
  readonly id: WireId
  readonly room?: unknown
  readonly lang?: unknown
  readonly source?: unknown
  readonly creator?: unknown
  readonly created?: unknown
  readonly sentimentAnalysis?: unknown
  readonly usersInvited?: WireIds
  readonly usersAssigned?: WireIds
  readonly rejectedBy?: WireIds
  readonly extraInfo?: unknown
  readonly [field: string]: unknown
}

/** Whether the payload asks for an agent. Of a payload that was checked. */
export function isAssign(payload: Payload): payload is AssignPayload {
  return payload.trigger === 'chats:assign'
}
