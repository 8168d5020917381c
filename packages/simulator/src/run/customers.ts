import { sampler } from '../chance/sampler.ts'
import { Stream, type Sampler } from '../chance/stream.ts'
import { weightedChoice } from '../chance/weighted-choice.ts'
import type { Scenario } from '../scenario/scenario.ts'

/** What a queue's customers are like. */
interface Manners {
  /** In lower case; one that is empty where chats carry no language. */
  readonly languages: readonly string[]
  readonly language: (draw: number) => number
  readonly work: Sampler
  /** Undefined: for ever. */
  readonly patience: Sampler | undefined
}

/** Draws what customers bring with them, each thing from a stream of its own, by the number of the chat. */
export class Customers {
  readonly #queues: readonly Manners[]
  readonly #language: Stream
  readonly #work: Stream
  readonly #patience: Stream

  constructor({ queues }: Scenario, seed: number) {
    this.#language = new Stream(seed, 'language')
    this.#work = new Stream(seed, 'work')
    this.#patience = new Stream(seed, 'patience')
    this.#queues = queues.map(({ languages = {}, handleTime, patience = { kind: 'never' } }) => {
      const shares = Object.entries(languages)
      return {
        languages: shares.length === 0 ? [''] : shares.map(([language]) => language.toLowerCase()),
        language: weightedChoice(shares.length === 0 ? [1] : shares.map(([, share]) => share)),
        work: sampler(handleTime),
        patience: patience.kind === 'never' ? undefined : sampler(patience),
      }
    })
  }

  /** The languages of a queue's chats. */
  languages(queue: number): readonly string[] {
    return this.#of(queue).languages
  }

  /** The place of the chat's language in that list. */
  language(queue: number, chat: number): number {
    const { languages, language } = this.#of(queue)
    return languages.length === 1 ? 0 : language(this.#language.at(chat).next())
  }

  /** Seconds of work for an agent of speed 1 who holds no other chat. */
  work(queue: number, chat: number): number {
    return this.#of(queue).work(this.#work.at(chat))
  }

  /** Seconds that the customer waits at most; may be Infinity. */
  patience(queue: number, chat: number): number {
    const { patience } = this.#of(queue)
    return patience === undefined ? Infinity : patience(this.#patience.at(chat))
  }

  #of(queue: number): Manners {
    return this.#queues[queue] as Manners
  }
}
