import type { Fact } from '@pointsman/core'
import type { Clock } from '../clock.ts'
import type { Journal } from '../record/journal.ts'
import { Seen } from '../seen.ts'
import type { Store } from '../store/store.ts'

/** An event of a vendor who asks for nothing. */
export interface Told {
  readonly source: 'aivo' | 'chatlayer'
  /** The body as it came: JSON. */
  readonly text: string
  /** The same for the same body, and for no other. */
  readonly id: string
  readonly facts: readonly Fact[]
}

/** What an intake stands on. */
export interface EventIntakeOptions {
  readonly clock: Clock
  readonly store: Store
  readonly journal: Journal | undefined
  /** The text as it is written down: one line, and what is personal gone. */
  readonly redact: (text: string, source: Told['source']) => string
}

/** Repeats are told by the ids of this many. */
const mostEvents = 20_000

/** Takes events in, each once: into the ledger, so that strategies know, and into the journal, so that replays do. */
export class EventIntake {
  readonly #options: EventIntakeOptions
  readonly #seen = new Seen(mostEvents)

  constructor(options: EventIntakeOptions) {
    this.#options = options
  }

  /** Answers whether it was new. Rejects where it could not be kept: it may then come again. */
  async take({ source, text, id, facts }: Told): Promise<boolean> {
    if (!this.#seen.first(id)) return false
    const { clock, store, journal, redact } = this.#options
    try {
      if (facts.length > 0) await store.learn(facts)
      const at = Math.round(clock.now())
      await journal?.append(`{"v":1,"at":${at},"source":"${source}","event":${redact(text, source)}}`)
      return true
    } catch (error) {
      this.#seen.forget(id)
      throw error
    }
  }
}
