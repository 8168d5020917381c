import type { LedgerDump } from '@pointsman/core'
import type { Log } from '../log.ts'
import type { MemoryOptions } from './memory.ts'
import type { SharedLogOptions } from './shared-log.ts'

/** How a shared store is reached, and what it starts from where nobody has begun it. */
export interface RedisStoreOptions extends MemoryOptions, SharedLogOptions {
  readonly log: Log
  readonly dump?: LedgerDump | undefined
  readonly save?: ((dump: LedgerDump) => Promise<void>) | undefined
  /** A dump replaces the log when it has grown by so many entries. Default 20,000. */
  readonly compactEvery?: number
}
