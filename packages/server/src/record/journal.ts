import type { Line } from './line.ts'

/** Where lines are kept for good. */
export interface Journal {
  /** Whether an answer may leave only when its line is safe. */
  readonly beforeAnswer: boolean
  /** Takes a line, without its line break. Resolves when it is safe, or given up and counted; never rejects. */
  append(line: string | Line): Promise<void>
  /** Lines about the chat from before the instant (ms since 1970), as far back as is reasonable to look. */
  find(chat: string, before: number): Promise<FoundLines>
  /** Writes out what is left. */
  close(): Promise<void>
}

/** What a search of the journal found. */
export interface FoundLines {
  /** Oldest first. */
  readonly lines: readonly string[]
  /** Not everything could be looked through. */
  readonly incomplete: boolean
}
