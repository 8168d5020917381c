import type { Instant } from '@pointsman/core'
import type { AgentRecord } from './agent-record.ts'

/** A chat with an agent: when it began and ended, as far as is known, and how many chats the agent held meanwhile. */
export interface Stint {
  /** When the chat was last asked for before it; NaN: never. */
  readonly askedAt: Instant
  readonly agent: AgentRecord
  /** It began after `beganLo`, and by `beganHi`; the same where that is known. −Infinity: before the recording. */
  readonly beganLo: number
  readonly beganHi: number
  /** When it was first seen: one that was over by then would not have been. The same as `beganHi` where an event told. */
  readonly shownAt: number
  /** How many chats the agent held when it was first seen. */
  readonly firstLevel: number
  /** Seconds at each level while it was seen: from `beganHi` to `endedLo`. Until it ends, what the agent's clocks showed. */
  readonly exposure: readonly number[]
  /** It was still there at `endedLo`, and no longer at `endedHi`; Infinity: nothing tells. */
  readonly endedLo: number
  readonly endedHi: number
  /** How many chats the agent held when it was last seen. */
  readonly lastLevel: number
  readonly open: boolean
}
