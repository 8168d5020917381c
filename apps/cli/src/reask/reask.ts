import type { AgentId, ChatId, Explanation, Fact, Request } from '@pointsman/core'
import type { JournalDecision } from '@pointsman/recording'
import { Agreements } from './agreement-between.ts'
import { Candidate } from './candidate.ts'
import type { Contender } from '../contender/contender.ts'
import type { Camp, Difference } from './difference.ts'
import { OffPolicy } from './off-policy/off-policy.ts'

/** A recorded request: where it stood, and what it was answered (null: a pass; undefined: not recorded). */
export interface Question {
  readonly file: string
  readonly line: number
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly at: number
  readonly request: Request
  readonly answer: AgentId | null | undefined
  /** What the journal says of the answer. */
  readonly entry?: JournalDecision
}

/** How to ask again. */
export interface ReaskOptions {
  /** A clock that never goes back; without it no latency is measured. */
  readonly nanoseconds?: () => bigint
  /** How many differences are explained and told; the others are only counted. */
  readonly differences: number
  readonly onDifference: (difference: Difference) => void
  /** The chat whose every decision is explained and told. */
  readonly chat?: ChatId
  readonly onDecision?: (decided: Decided) => void
}

/** What every strategy decides on a request, and why. */
export interface Decided {
  readonly question: Question
  readonly explanations: readonly (readonly [strategy: string, explanation: Explanation])[]
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
  /** Requests on which the strategies differ; those on which a single one differs from what was recorded. */
  differing = 0
  /** How often strategies answered alike, repeated deliveries left out. */
  readonly agreements: Agreements
  /** What recorded lots say of the strategies; nothing where the recording holds no propensity. */
  readonly offPolicy: OffPolicy
  readonly #options: ReaskOptions
  #told = 0

  constructor(contenders: readonly Contender[], options: ReaskOptions) {
    this.candidates = contenders.map((contender) => new Candidate(contender))
    this.agreements = new Agreements(this.candidates.map(({ name }) => name))
    this.offPolicy = new OffPolicy(this.candidates.length)
    this.#options = options
  }

  /** Asks a request again. */
  ask(question: Question): void {
    const { request, answer } = question
    this.requests++
    // From the first propensity on every answer is explained.
    if (this.offPolicy.requests === 0 && propensityOf(question) !== undefined) {
      for (const candidate of this.candidates) candidate.catchUp()
    }
    const routed = this.#route(request, answer)
    if (routed.every(({ repeated }) => repeated)) {
      this.repeated++
      return
    }
    const answers = routed.map((one) => one.answer)
    this.agreements.count(answers)
    const differ = this.#differ(answers, answer)
    if (differ) this.differing++
    this.#weigh(question)
    this.#explain(question, answers, differ)
  }

  #weigh(question: Question): void {
    const { request, answer } = question
    this.offPolicy.asked(request)
    const propensity = propensityOf(question)
    if (answer === undefined || propensity === undefined) return
    const odds = this.candidates.map((candidate) => candidate.odds(request))
    this.offPolicy.answered(request, answer, propensity, odds)
  }

  #differ(answers: readonly (AgentId | null)[], recorded: Question['answer']): boolean {
    const [first = null] = answers
    if (answers.length === 1) return recorded !== undefined && recorded !== first
    return answers.some((answer) => answer !== first)
  }

  /** Nobody's memory is kept for explaining once nothing more is to be explained. */
  #explain(question: Question, named: readonly (AgentId | null)[], differ: boolean): void {
    const { differences, onDifference, chat, onDecision } = this.#options
    const { request, file, line, at, answer: recorded } = question
    const more = this.#told < differences
    if (!more && chat === undefined && this.offPolicy.requests === 0) return
    if (differ && more) {
      this.#told++
      const answers = this.candidates.map(({ name }, i) => [name, named[i] ?? null] as const)
      const { id, queue } = request.chat
      const camps = this.#camps(request, answers)
      onDifference({ file, line, at, chat: id, queue, recorded, answers, camps })
    }
    if (request.chat.id === chat) {
      const explanations = this.candidates.map((candidate) => [candidate.name, candidate.why(request)] as const)
      onDecision?.({ question, explanations })
    }
    for (const candidate of this.candidates) candidate.keepUp(request)
  }

  /** Tells every strategy what happened. */
  learn(facts: readonly Fact[]): void {
    for (const fact of facts) {
      this.offPolicy.learn(fact)
      for (const candidate of this.candidates) candidate.learn(fact)
    }
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

/** The propensity of an answer whose line says both. */
function propensityOf({ answer, entry }: Question): number | undefined {
  return answer === undefined ? undefined : entry?.propensity
}
