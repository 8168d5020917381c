import { Draw } from '../chance/draw.ts'
import { sampler } from '../chance/sampler.ts'
import { Stream, type Sampler } from '../chance/stream.ts'
import { weightedChoice } from '../chance/weighted-choice.ts'
import { samplerWithin, type SamplerWithin } from '../chance/sampler-within.ts'
import type { Distribution } from '../scenario/distribution.ts'
import type { Known } from '../scenario/known.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** What a queue's customers are like. */
interface Manners {
  /** In lower case; one that is empty where chats carry no language. */
  readonly languages: readonly string[]
  readonly language: (draw: number) => number
  /** The places of the languages of recorded chats. */
  readonly spoken: readonly number[] | undefined
  readonly work: Draw
  readonly workAfter: Sampler
  readonly knownWork: Recorded | undefined
  /** Undefined: for ever. */
  readonly patience: Draw | undefined
  readonly patienceAfter: Sampler | undefined
  readonly knownPatience: Recorded | undefined
  /** Ids and customers of recorded chats. */
  readonly ids: readonly string[] | undefined
  readonly customers: readonly string[] | undefined
}

/** Durations that a recording tells of, and how to draw what it leaves open. */
interface Recorded {
  readonly known: readonly Known[]
  readonly within: SamplerWithin
}

/**
 * Draws what customers bring with them, each thing from a stream of its own, by the number of the chat. Of recorded chats,
 * told by their place in the trace, what was recorded is kept.
 */
export class Customers {
  readonly #queues: readonly Manners[]
  readonly #language: Stream
  readonly #work: Stream
  readonly #patience: Stream
  readonly #workAfter: Stream
  readonly #patienceAfter: Stream

  constructor({ queues }: Scenario, seed: number) {
    this.#language = new Stream(seed, 'language')
    this.#work = new Stream(seed, 'work')
    this.#patience = new Stream(seed, 'patience')
    this.#workAfter = new Stream(seed, 'work after a transfer')
    this.#patienceAfter = new Stream(seed, 'patience after a transfer')
    this.#queues = queues.map(({ arrivals, languages = {}, handleTime, patience = { kind: 'never' } }) => {
      const chats = arrivals.kind === 'trace' ? (arrivals.chats ?? {}) : {}
      const shares = Object.entries(languages)
      const named = chats.language?.map((language) => language.toLowerCase())
      const different = named === undefined ? undefined : [...new Set(named)]
      const places = new Map(different?.map((language, place) => [language, place]))
      return {
        languages: different ?? (shares.length === 0 ? [''] : shares.map(([language]) => language.toLowerCase())),
        language: weightedChoice(shares.length === 0 ? [1] : shares.map(([, share]) => share)),
        spoken: named?.map((language) => places.get(language) as number),
        work: new Draw(handleTime),
        workAfter: sampler(handleTime),
        knownWork: recorded(chats.handleTime, handleTime),
        patience: patience.kind === 'never' ? undefined : new Draw(patience),
        patienceAfter: patience.kind === 'never' ? undefined : sampler(patience),
        knownPatience: recorded(chats.patience, patience),
        ids: chats.id,
        customers: chats.customer,
      }
    })
  }

  /** The languages of a queue's chats. */
  languages(queue: number): readonly string[] {
    return this.#of(queue).languages
  }

  /** The place of the chat's language in that list. */
  language(queue: number, chat: number, place: number): number {
    const { languages, language, spoken } = this.#of(queue)
    if (spoken !== undefined) return spoken[place] as number
    return languages.length === 1 ? 0 : language(this.#language.firstFor(chat))
  }

  /** Seconds of work, in the queue where the chat is after so many transfers, for an agent of speed 1 who holds no other chat. */
  work(queue: number, chat: number, place: number, transfers: number = 0): number {
    const { work, workAfter, knownWork } = this.#of(queue)
    if (transfers > 0) return workAfter(this.#workAfter.at(chat, transfers))
    const known = knownWork === undefined ? undefined : drawn(knownWork, place, this.#work.at(chat))
    return known === undefined ? work.for(chat, this.#work) : known
  }

  /** Seconds that the customer waits at most, from arrival or from the last of so many transfers on; may be Infinity. */
  patience(queue: number, chat: number, place: number, transfers: number = 0): number {
    const { patience, patienceAfter, knownPatience } = this.#of(queue)
    if (transfers > 0) {
      return patienceAfter === undefined ? Infinity : patienceAfter(this.#patienceAfter.at(chat, transfers))
    }
    const known = knownPatience === undefined ? undefined : drawn(knownPatience, place, this.#patience.at(chat))
    if (known !== undefined) return known
    return patience === undefined ? Infinity : patience.for(chat, this.#patience)
  }

  /** Whether it is recorded what a queue's chats are called, or whose they are. */
  areKnown(queue: number): boolean {
    const { ids, customers } = this.#of(queue)
    return ids !== undefined || customers !== undefined
  }

  /** What a recorded chat is called, and whose it is. */
  recorded(queue: number, place: number): { readonly id?: string; readonly customer?: string } | undefined {
    const { ids, customers } = this.#of(queue)
    if (ids === undefined && customers === undefined) return undefined
    const id = ids?.[place]
    const customer = customers?.[place]
    if (id === undefined) return customer === undefined ? undefined : { customer }
    return customer === undefined ? { id } : { id, customer }
  }

  #of(queue: number): Manners {
    return this.#queues[queue] as Manners
  }
}

function recorded(known: readonly Known[] | undefined, distribution: Distribution): Recorded | undefined {
  return known === undefined ? undefined : { known, within: samplerWithin(distribution) }
}

/** Undefined where nothing is known of the chat. */
function drawn({ known, within }: Recorded, place: number, stream: Stream): number | undefined {
  const value = known[place] ?? null
  if (value === null || typeof value === 'number') return value ?? undefined
  return within(stream, value[0], value[1] ?? Infinity)
}
