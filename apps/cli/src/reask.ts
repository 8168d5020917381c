import type { AgentId, Fact, Request } from '@pointsman/core'
import { Candidate } from './candidate.ts'
import type { Contender } from './contender.ts'
import type { Camp, Difference } from './difference.ts'

/** A recorded request: where it stood, and what it was answered (null: a pass; undefined: not recorded). */
export interface Question {
  readonly file: string
  readonly line: number
  readonly request: Request
  readonly answer: AgentId | null | undefined
}

/** How to ask again. */
export interface ReaskOptions {
  /** A clock that never goes back; without it no latency is measured. */
  readonly nanoseconds?: () => bigint
  /** How many differences are explained and told; the others are only counted. */
  readonly differences: number
  readonly onDifference: (difference: Difference) => void
}

interface Answered {
  readonly answer: AgentId | null
  readonly repeated: boolean
}

/**
 * Open loop: every recorded request asked again of every strategy, each with a memory of its own and all told the same
 * recorded facts. It is exact about decisions, and silent about what would have come of them.
 */
export class Reask {
  readonly candidates: readonly Candidate[]
  requests = 0
  /** Of the requests, those that were the same delivery again: they got the same answer again, and are no new difference. */
  repeated = 0
  differing = 0
  readonly #options: ReaskOptions
  #told = 0

  constructor(contenders: readonly Contender[], options: ReaskOptions) {
    this.candidates = contenders.map((contender) => new Candidate(contender))
    this.#options = options
  }

  /** Asks a request again. */
  ask({ file, line, request, answer }: Question): void {
    this.requests++
    const routed = this.#route(request, answer)
    const answers = this.candidates.map(({ name }, i) => [name, routed[i]?.answer ?? null] as const)
    if (routed.every(({ repeated }) => repeated)) {
      this.repeated++
      return
    }
    const differ = answers.some(([, named]) => named !== answers[0]?.[1])
    if (differ) this.differing++
    if (this.#told >= this.#options.differences) return
    if (differ) {
      this.#told++
      this.#options.onDifference({ file, line, chat: request.chat.id, answers, camps: this.#camps(request, answers) })
    }
    for (const candidate of this.candidates) candidate.keepUp(request)
  }

  /** Tells every strategy what happened. */
  learn(facts: readonly Fact[]): void {
    for (const fact of facts) for (const candidate of this.candidates) candidate.learn(fact)
  }

  /** Another strategy begins each time, so that none always meets a request that nobody has looked at yet. */
  #route(request: Request, recorded: Question['answer']): readonly Answered[] {
    const { candidates, requests } = this
    const routed = new Array<Answered>(candidates.length)
    for (let k = 0; k < candidates.length; k++) {
      const i = (requests + k) % candidates.length
      const { decision, repeated } = (candidates[i] as Candidate).answer(request, recorded, this.#options.nanoseconds)
      routed[i] = { answer: decision.kind === 'assign' ? decision.agent : null, repeated }
    }
    return routed
  }

  #camps(request: Request, answers: Difference['answers']): readonly Camp[] {
    return [...new Set(answers.map(([, named]) => named))].map((answer) => {
      const members = this.candidates.filter((_, i) => answers[i]?.[1] === answer)
      const [first] = members as [Candidate, ...Candidate[]]
      return { answer, strategies: members.map(({ name }) => name), explanation: first.why(request) }
    })
  }
}
