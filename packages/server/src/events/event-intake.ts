import type { Fact } from '@pointsman/core'
import type { Clock } from '../clock.ts'
import type { Journal } from '../record/journal.ts'
import { Seen } from '../seen.ts'
import type { Store } from '../store/store.ts'

/** An event of a vendor who asks for nothing, or of a roster of our own, which is told in Inbenta's words. */
export interface Told {
  readonly source: 'aivo' | 'chatlayer' | 'inbenta'
  /** The body as it came: JSON. */
  readonly text: string
  /** The same for the same body, and for no other. */
  readonly id: string
  readonly facts: readonly Fact[]
  /** When it happened, where that is a little while ago: milliseconds since 1970. */
  readonly atMs?: number
  /** What only the configuration tells of it, to be written beside it. */
  readonly beside?: Beside
}

/** Fields of an event's line beside the event. */
export interface Beside {
  /** Of an offload: as what it was read; null: another event tells of the arrival, under another id. */
  readonly arrival: { readonly queue: string; readonly language: string } | null
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
/** A line may bear a time so long past: readers put lines in order by as much. Milliseconds. */
const mostPutBack = 50_000

/** Takes events in, each once: into the ledger, so that strategies know, and into the journal, so that replays do. */
export class EventIntake {
  readonly #options: EventIntakeOptions
  readonly #seen = new Seen(mostEvents)

  constructor(options: EventIntakeOptions) {
    this.#options = options
  }

  /** Answers whether it was new. Rejects where it could not be kept: it may then come again. */
  async take({ source, text, id, facts, atMs, beside }: Told): Promise<boolean> {
    if (!this.#seen.first(id)) return false
    const { clock, store, journal, redact } = this.#options
    try {
      if (facts.length > 0) await store.learn(facts)
      const now = clock.now()
      const at = Math.round(atMs === undefined || now - atMs > mostPutBack ? now : atMs)
      const rest = beside === undefined ? '' : `,${JSON.stringify(beside).slice(1, -1)}`
      await journal?.append(`{"v":1,"at":${at},"source":"${source}","event":${redact(text, source)}${rest}}`)
      return true
    } catch (error) {
      this.#seen.forget(id)
      throw error
    }
  }
}
