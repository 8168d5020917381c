import type { Instant } from '@pointsman/core'

/** What every event of Aivo Live says. */
interface Told {
  /** The conversation: a UUID. */
  readonly room: string
  /** When, in nanoseconds since 1970, to the last digit. */
  readonly nanoseconds: bigint
  /** When, in seconds since 1970, with as many places as a number holds (about a microsecond). */
  readonly at: Instant
  readonly botId: string
  /** The user's hash as Aivo extends it; `''` where it is not said. */
  readonly hash: string
  /** Who is named; undefined where the agent is `{}`, as the documents show most often. */
  readonly agent: AivoAgent | undefined
}

/** An agent as events name them: there is no id. */
export interface AivoAgent {
  readonly name: string
  readonly nickname: string
  /** The group as text; `''` where it is not said. */
  readonly group: string
}

/** An agent received the conversation that was queued or transferred. */
export interface Attended extends Told {
  readonly name: 'attended'
  readonly agent: AivoAgent
}

/** The conversation goes from one group to another. */
export interface Transferred extends Told {
  readonly name: 'transfer'
  readonly from: string
  readonly to: string
  /** Such as "Transfer to group". */
  readonly value: string
}

/** Something is said to the customer. */
export interface MessageToClient extends Told {
  readonly name: 'messageToClient'
  readonly action: 'text' | 'image' | 'file'
  /** The text, or where the file is. */
  readonly value: string
  /** A person, or one of the platform's own triggers. */
  readonly source: 'agent' | 'trigger'
}

/** The conversation is over. */
export interface Closed extends Told {
  readonly name: 'close'
  /** Seen: `agent`, `queue clean process`; there are more that are not documented. */
  readonly reason: string
}

/**
 * A customer asked for somebody, and the conversation was put in Aivo's queue. Aivo tells of no such thing: whoever makes
 * the queue call does.
 */
export interface Queued extends Told {
  readonly name: 'queued'
  /** The groups' ids as text. */
  readonly groups: readonly string[]
}

/** An event that the documents do not know. */
export interface UnknownEvent {
  readonly name: 'unknown'
  /** As it was called. */
  readonly called: string
}

export type AivoEvent = Queued | Attended | Transferred | MessageToClient | Closed
