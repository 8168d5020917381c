import type { Decision, Explanation } from '@pointsman/core'
import type { DecodeOptions } from '@pointsman/inbenta'
import type { LedgerView } from '../choose/ledger-view.ts'

/** What a worker is started with. */
export interface WorkerStart {
  /** Where the plug-in is: a `file:` URL. */
  readonly plugin: string
  readonly decode: Omit<DecodeOptions, 'id'>
}

/** A question to a worker. */
export interface Call {
  readonly call: number
  readonly what: 'decide' | 'explain'
  readonly id: string
  readonly bytes: Uint8Array
  readonly view: LedgerView
}

/** What a worker says: that it is ready, or cannot be; an answer, or that there is none. */
export type Said =
  | { readonly ready: string }
  | { readonly unusable: string }
  | { readonly call: number; readonly decision: Decision }
  | { readonly call: number; readonly explanation: Explanation }
  | { readonly call: number; readonly failed: 'threw' | 'rubbish'; readonly message: string }
