import { defaultPlatform, type Platform } from '@pointsman/world'

/** How the emulated platform is set up. Times are seconds of the world. */
export interface Settings extends Platform {
  /** How long an invitation lasts before it jumps to somebody else. */
  readonly interval: number
  /** After so long a waiting chat is asked for again though nobody came free; Infinity: never. */
  readonly retryInterval: number
  /** Customers are told their place in the queue no more often than this. */
  readonly queueUpdateEvery: number
  /** Whether a chat that nobody takes is closed at once, or left open to be searched for again. */
  readonly closeWhenAlone: boolean
  /** Whether times on the wire are whole seconds, as documented, or keep their fractions. */
  readonly wholeSeconds: boolean
  /** Whether the clock stands still while an answer is awaited; questions are then put one by one. */
  readonly hold: boolean
  /** Closed chats that are still known; older ones are forgotten with all that was said. */
  readonly keepClosed: number
  /** Messages of a chat that are kept, the newest. */
  readonly keepMessages: number
  /** Chats that may be open at once. */
  readonly mostOpen: number
  /** Users without an open chat that are still known. */
  readonly keepUsers: number
}

export const defaultSettings: Settings = {
  ...defaultPlatform,
  acceptance: 'invite',
  interval: 30,
  retryInterval: Infinity,
  queueUpdateEvery: 5,
  closeWhenAlone: false,
  wholeSeconds: true,
  hold: false,
  keepClosed: 1000,
  keepMessages: 200,
  mostOpen: 50_000,
  keepUsers: 10_000,
}
