import type { MessagesEvent, OffloadEvent } from '@pointsman/chatlayer'

/** What came of an offload. */
export interface Taken {
  /** Whether somebody takes over. */
  readonly taken: boolean
  /** Who, where it is known at once. */
  readonly agent?: string | undefined
}

/** Takes conversations over from a bot. */
export interface Handover {
  /** A customer asks for a human. Asked twice, it answers alike. */
  offload(event: OffloadEvent): Promise<Taken>
  /** Something was said, in any conversation. Resolves when what has to reach somebody is safe. */
  said(event: MessagesEvent): Promise<void>
}
