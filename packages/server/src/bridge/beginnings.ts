import type { OffloadEvent } from '@pointsman/chatlayer'
import type { Link } from './link.ts'

/** What beginnings stand on. */
export interface BeginningsOptions {
  readonly begin: (event: OffloadEvent, signal: AbortSignal) => Promise<Link | undefined>
  /** Begins the time that one may take. */
  readonly limit: () => AbortSignal
  /** Resolves when the link is safe. */
  readonly keep: (link: Link) => Promise<void>
  /** It is over, whatever came of it: chats that were claimed for it are free. */
  readonly release: (session: string) => void
  /** Has a chat closed that came too late; resolves when that is safe. */
  readonly drop: (link: Link) => Promise<void>
}

/** Chats that are being made: in time or not at all, and of a conversation one after another. */
export class Beginnings {
  readonly #options: BeginningsOptions
  /** By session, those that go on behind their time, too. */
  readonly #going = new Map<string, Promise<unknown>>()

  constructor(options: BeginningsOptions) {
    this.#options = options
  }

  /** Whether somebody takes it. Rejects where that cannot be known, or not in time: the chat is then closed again. */
  async take(event: OffloadEvent): Promise<boolean> {
    const { begin, limit, keep, drop, release } = this.#options
    const { session } = event
    const signal = limit()
    const going = (this.#going.get(session) ?? Promise.resolve()).then(async () => {
      signal.throwIfAborted()
      const link = await begin(event, signal)
      if (link === undefined) return false
      if (!signal.aborted) await keep(link)
      if (signal.aborted) {
        release(session)
        await drop(link)
      }
      return !signal.aborted
    })
    const over = going
      .catch(() => undefined)
      .finally(() => {
        release(session)
        if (this.#going.get(session) === over) this.#going.delete(session)
      })
    this.#going.set(session, over)
    return Promise.race([going, late(signal)])
  }
}

function late(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const give = (): void => reject(new Error('Agent Chat made no chat in time'))
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
}
