import type { LevelsFormat } from '@pointsman/wire'

/** Where skills are written down, and how. */
export interface LevelsSource {
  /** A path of field names with dots, from the agent or the chat. */
  readonly from: string
  readonly format: LevelsFormat
}

/** How to read a payload where the documents are silent. */
export interface DecodeOptions {
  /** The request's identity. Default: made of the chat, `created_at`, and how often it was invited for and rejected. */
  readonly id?: string
  /** Which queues an agent with no rooms serves: `none` (default), or `any` that the payload names. */
  readonly emptyRooms?: 'none' | 'any'
  /** Which languages an agent with no languages speaks: `any` (default) or `none`. */
  readonly emptyLanguages?: 'any' | 'none'
  /** Whether `capacity` is already reduced by pending invitations. Default true. */
  readonly capacityCountsInvitations?: boolean
  /** The agents' skills. Default `extraInfo.skills`, a list. */
  readonly skills?: LevelsSource
  /**
   * What the chat needs. Default `extraInfo.needs`, a list. `byQueue` adds what every chat of a queue needs; what the
   * chat itself says of a skill goes before it.
   */
  readonly needs?: LevelsSource & { readonly byQueue?: Readonly<Record<string, Readonly<Record<string, number>>>> }
}
