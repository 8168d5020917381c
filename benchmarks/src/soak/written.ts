import { readRecording } from '@pointsman/recording'

/** What the journal says of a chat. */
export interface WrittenChat {
  lines: number
  /** '' for nobody. */
  readonly agent: string
  readonly tookMs: number
  readonly fallback: boolean
  /** The answer was given without Redis. */
  readonly alone: boolean
  /** Why the strategy did not answer. */
  readonly why: string | undefined
}

/** What a journal holds. */
export interface Written {
  readonly chats: ReadonlyMap<string, WrittenChat>
  /** Lines that cannot be read. */
  readonly broken: number
}

/** Reads a server's journal. */
export async function written(folder: string): Promise<Written> {
  const chats = new Map<string, WrittenChat>()
  const recording = readRecording(folder)
  for await (const batch of recording.batches()) {
    for (const line of batch) {
      if (line.kind !== 'request') continue
      const { id } = line.request.chat
      const known = chats.get(id)
      if (known !== undefined) {
        known.lines++
        continue
      }
      const { tookMs = 0, fallback = false, ...rest } = line.entry ?? {}
      // What the server adds for itself is no part of a recording's words.
      const { alone = false, failed } = rest as {
        readonly alone?: boolean
        readonly failed?: readonly { readonly why: string }[]
      }
      chats.set(id, { lines: 1, agent: line.answer ?? '', tookMs, fallback, alone, why: failed?.[0]?.why })
    }
  }
  const { torn, malformed } = recording.summary
  return { chats, broken: malformed.count + Number(torn) }
}
