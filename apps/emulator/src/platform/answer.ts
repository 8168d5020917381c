/** What a webhook said to `chats:assign`. */
export type Answer =
  /** A name was given, of whomever. */
  | { readonly kind: 'named'; readonly id: string; readonly tookMs: number }
  /** Blank: the platform is to choose. */
  | { readonly kind: 'blank'; readonly tookMs: number }
  /** 200, with something in which no id could be found. */
  | { readonly kind: 'unreadable'; readonly tookMs: number }
  | { readonly kind: 'late'; readonly tookMs: number }
  /** No connection, or not 200. */
  | { readonly kind: 'failed'; readonly tookMs: number; readonly why: string }

/**
 * What became of an answer. `honoured`: the agent named was taken; `invalid`: nobody who was listed was named;
 * `full`: somebody listed was, who had no room any more; `moot`: the chat was over when the answer came.
 */
export type AnswerKind = 'honoured' | 'blank' | 'invalid' | 'full' | 'late' | 'failed' | 'moot'

/** An answer and what the platform made of it. */
export interface Answered {
  readonly kind: AnswerKind
  /** Whom the webhook named. */
  readonly named: string | undefined
  /** Whom the platform took: the one named, or its own choice, or nobody. */
  readonly taken: string | undefined
  readonly tookMs: number
  readonly why: string | undefined
}
