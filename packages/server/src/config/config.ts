import type { OffloadReading } from '@pointsman/chatlayer'

/** Where skills are written down, and how. */
interface Levels {
  readonly from: string
  readonly format: 'list' | 'map'
}

/** A whole configuration of the server; `schema.ts` says what each key means. */
export interface Config {
  readonly strategy: string
  readonly fallback: readonly string[]
  readonly shadow: readonly string[]
  readonly guard: 'eligible' | 'listed'
  readonly policies: readonly Readonly<Record<string, unknown>>[]
  readonly plugins: readonly string[]
  readonly budgetMs: number
  readonly graceMs?: number | undefined
  readonly skills: Levels
  readonly needs?: (Levels & { readonly byQueue?: Record<string, Record<string, number>> | undefined }) | undefined
  readonly inbenta: {
    readonly secrets: readonly string[]
    readonly signature: { readonly input: 'body' | 'data'; readonly encoding: 'auto' | 'hex' | 'base64' }
    readonly reply: 'agentId' | 'agent' | 'id' | 'text'
    readonly pairing: boolean
    readonly emptyRooms: 'none' | 'any'
    readonly emptyLanguages: 'any' | 'none'
    readonly capacityCountsInvitations: boolean
    readonly maxBytes: number
  }
  readonly chatlayer?: ChatlayerConfig | undefined
  readonly aivo?: AivoConfig | undefined
  readonly journal: false | JournalConfig
  readonly state: string
  readonly store: { readonly kind: 'memory' } | RedisConfig
  readonly reservationSeconds: number
  readonly admin?: { readonly token: string } | undefined
}

/** How Aivo is served, and called. */
export interface AivoConfig {
  readonly token: string
  readonly queue?:
    | {
        readonly botId: number
        readonly botToken: string
        readonly url: string
        readonly room: string
        readonly withinMs: number
      }
    | undefined
  readonly message?: { readonly url: string; readonly body: Readonly<Record<string, unknown>> } | undefined
}

/** How Chatlayer is served. */
export interface ChatlayerConfig {
  readonly verifyToken: string
  readonly payload: OffloadReading
  readonly roster?: string | undefined
  readonly agentChat?:
    | {
        readonly url: string
        readonly appId: string
        readonly secret: string
        readonly source?: number | undefined
        readonly withinMs: number
      }
    | undefined
  readonly aivo?: true | undefined
  readonly actions?:
    | {
        readonly url: string
        readonly token: string
        readonly pause?: Readonly<Record<string, unknown>> | undefined
        readonly resume?: Readonly<Record<string, unknown>> | undefined
      }
    | undefined
  readonly nobody?: string | undefined
}

/** How the journal is kept. */
export interface JournalConfig {
  readonly path: string
  readonly fsync: 'always' | 'batch' | 'never'
  readonly redact: readonly string[]
  readonly redactionKey?: string | undefined
  readonly segmentBytes: number
}

/** Where replicas share their memory. */
export interface RedisConfig {
  readonly kind: 'redis'
  readonly url: string
  readonly prefix: string
  readonly timeoutMs: number
}
