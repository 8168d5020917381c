import type { Arrivals } from './arrivals.ts'
import type { Distribution } from './distribution.ts'
import type { Origin } from './origin.ts'

/** A number of chats, or a length of time in seconds. */
export type Extent =
  | { readonly chats: number; readonly seconds?: undefined }
  | { readonly seconds: number; readonly chats?: undefined }

/** A contact centre to simulate: `scenario/1`. Times are seconds from the start. */
export interface Scenario {
  readonly pointsman: 'scenario/1'
  readonly name: string
  readonly description?: string | undefined
  /** How many chats are offered, or for how long; then the run drains. */
  readonly horizon: Extent
  /** The start of the horizon, which counts in no statistic; default none. */
  readonly warmup?: Extent | undefined
  readonly platform?: PlatformSettings | undefined
  readonly queues: readonly QueueSettings[]
  readonly agents: readonly AgentSettings[]
  /** `speed[n − 1]` is the speed of each chat of an agent who holds n; the last value holds beyond; default 1. */
  readonly concurrency?: { readonly speed: readonly number[] } | undefined
  /** Of what recording it was made, and how surely each figure is known. */
  readonly origin?: Origin | undefined
}

/** How the platform works; every field has a default. */
export interface PlatformSettings {
  /** Default `queue`. */
  readonly mode?: 'queue' | 'search' | undefined
  /** Default `invite`. */
  readonly acceptance?: 'invite' | 'join' | undefined
  /** Seconds until an invitation runs out; default 30. */
  readonly invitationTimeout?: number | undefined
  /** In search mode, invitations until a chat is lost; default 5. */
  readonly maxAttempts?: number | undefined
  /** Most chats that may wait at once; default no bound. */
  readonly waitingRoom?: number | undefined
  /** Seconds until a waiting chat is asked for again though nobody came free; default never. */
  readonly retryInterval?: number | undefined
  /** Whether patience keeps running while an invitation is out; default true. */
  readonly abandonWhileInvited?: boolean | undefined
  /** A chat is handed on so often at most; then it closes at the end of the handling. Default 5. */
  readonly maxTransfers?: number | undefined
  /** What `serviceLevel` counts; default 20. */
  readonly serviceLevelSeconds?: number | undefined
}

/** A queue and its customers. */
export interface QueueSettings {
  readonly id: string
  readonly arrivals: Arrivals
  /** Language to its share of the chats; none: chats carry no language. */
  readonly languages?: Readonly<Record<string, number>> | undefined
  /** Work in a chat, for an agent of speed 1 who holds no other. */
  readonly handleTime: Distribution
  /** How long a customer waits; default for ever. */
  readonly patience?: Distribution | undefined
  /** Higher goes first where chats wait; default 0. */
  readonly priority?: number | undefined
  /**
   * Shares of the handlings after which the chat goes on to another queue instead of closing. There it is asked for at once,
   * with that queue's handle time and priority, and the customer waits anew with that queue's patience.
   */
  readonly transfers?: readonly TransferSettings[] | undefined
}

/** Where chats go on to. */
export interface TransferSettings {
  readonly to: string
  /** Of all handlings in the queue, above 0. */
  readonly share: number
}

/** An agent, or several alike. */
export interface AgentSettings {
  readonly id: string
  /** That many alike, `id-1`, `id-2`, …; default one, with the id itself. */
  readonly count?: number | undefined
  /** Chats at once. */
  readonly slots: number
  readonly queues: readonly string[]
  /** Languages spoken; none: any. */
  readonly languages?: readonly string[] | undefined
  /** Divides handle times; may be given by queue; default 1. */
  readonly speed?: number | Readonly<Record<string, number>> | undefined
  /** How invitations are answered; default accepted at once. */
  readonly answers?: AnswerSettings | undefined
  /** Online intervals, repeating daily; none: always online. */
  readonly shifts?: readonly (readonly [number, number])[] | undefined
  /** Online intervals that do not repeat, in place of `shifts`: in order, in seconds from the start. */
  readonly presence?: readonly (readonly [number, number])[] | undefined
  /** Skill to level, above 0. */
  readonly skills?: Readonly<Record<string, number>> | undefined
  /** Share of the turns relative to an ordinary agent; default 1. */
  readonly weight?: number | undefined
}

/** What becomes of an invitation; what is neither accepted nor rejected is never answered. */
export interface AnswerSettings {
  /** Chance of accepting; default 1 − `reject`. */
  readonly accept?: number | undefined
  /** Chance of rejecting; default 0. */
  readonly reject?: number | undefined
  /** Time to answer; default at once. */
  readonly after?: Distribution | undefined
}
