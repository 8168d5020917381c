import { Stream } from '../chance/stream.ts'
import type { Manner } from './staff.ts'

/** What becomes of an invitation, and after how many seconds. */
export interface Answer {
  kind: 'accept' | 'reject' | 'expire'
  after: number
}

/** Draws agents' answers, by chat, attempt and agent. */
export class Answers {
  readonly #manners: readonly Manner[]
  readonly #timeout: number
  readonly #kind: Stream
  readonly #delay: Stream
  readonly #answer: Answer = { kind: 'accept', after: 0 }

  constructor(manners: readonly Manner[], timeout: number, seed: number) {
    this.#manners = manners
    this.#timeout = timeout
    this.#kind = new Stream(seed, 'answer')
    this.#delay = new Stream(seed, 'answer delay')
  }

  /** Valid until the next call. An answer that would come too late is none. */
  draw(chat: number, attempt: number, agent: number): Answer {
    const answer = this.#answer
    const { accept, reject, after } = this.#manners[agent] as Manner
    const draw = accept >= 1 ? 0 : this.#kind.at(chat, attempt, agent + 1).next()
    answer.kind = draw < accept ? 'accept' : draw < accept + reject ? 'reject' : 'expire'
    answer.after =
      answer.kind === 'expire'
        ? this.#timeout
        : after === undefined
          ? 0
          : after(this.#delay.at(chat, attempt, agent + 1))
    if (answer.after > this.#timeout) {
      answer.kind = 'expire'
      answer.after = this.#timeout
    }
    return answer
  }
}
