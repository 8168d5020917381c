import {
  MemoryLedger,
  propensities,
  Router,
  type AgentId,
  type Explanation,
  type Fact,
  type Request,
  type Routed,
} from '@pointsman/core'
import type { Contender } from '../contender/contender.ts'
import type { Odds } from './off-policy/off-policy.ts'
import { Latencies } from './latencies.ts'

/** How long the platform waits for an answer, in nanoseconds. */
const deadline = 5_000_000_000

/** One strategy's side of a replay: its own memory, its answers so far, and what they add up to. */
export class Candidate {
  readonly name: string
  readonly chatsByAgent: Map<AgentId, number> = new Map()
  readonly latencies: Latencies = new Latencies()
  assigned = 0
  passed = 0
  agreed = 0
  of = 0
  refuserNamed = 0
  missed = 0
  readonly #router: Router
  /** One question behind, so that an answer can be explained after it was given, by the memory it was given from. */
  #behind: Router
  readonly #contender: Contender

  constructor(contender: Contender) {
    this.name = contender.name
    this.#contender = contender
    this.#router = new Router(contender.make())
    this.#behind = new Router(contender.make())
  }

  /** Answers, and counts the answer. The clock is read around the routing alone. */
  answer(request: Request, recorded: AgentId | null | undefined, nanoseconds: (() => bigint) | undefined): Routed {
    const routed = nanoseconds === undefined ? this.#router.route(request) : this.#timed(request, nanoseconds)
    this.#count(request, routed, recorded)
    return routed
  }

  /** Why it answered the latest request as it did; asked before `keepUp`. */
  why(request: Request): Explanation {
    return this.#behind.explain(request)
  }

  /**
   * With what probability it names whom on the latest request; asked before `keepUp`. A stranger's strategy that does not
   * say how it draws is taken at its word: whom it names, it names always.
   */
  odds(request: Request): Odds {
    const explanation = this.why(request)
    const { decision } = explanation
    return propensities(explanation) ?? new Map(decision.kind === 'assign' ? [[decision.agent, 1]] : [])
  }

  /** Brings the memory that explains up to now, however far behind it is. */
  catchUp(): void {
    this.#behind = new Router(this.#contender.make(), MemoryLedger.from(this.#router.ledger.dump()))
  }

  /** Brings the memory that explains up to the latest request. */
  keepUp(request: Request): void {
    this.#behind.route(request)
  }

  learn(fact: Fact): void {
    this.#router.learn(fact)
    this.#behind.learn(fact)
  }

  #timed(request: Request, nanoseconds: () => bigint): Routed {
    const start = nanoseconds()
    const routed = this.#router.route(request)
    const took = Number(nanoseconds() - start)
    this.latencies.record(took)
    if (took > deadline) this.missed++
    return routed
  }

  #count({ chat, agents }: Request, { decision, repeated }: Routed, recorded: AgentId | null | undefined): void {
    const named = decision.kind === 'assign' ? decision.agent : null
    if (recorded !== undefined) {
      this.of++
      if (recorded === named) this.agreed++
    }
    for (const { id } of agents) if (!this.chatsByAgent.has(id)) this.chatsByAgent.set(id, 0)
    if (named === null) {
      this.passed++
      return
    }
    this.assigned++
    // The same delivery again is the same chat.
    if (!repeated) this.chatsByAgent.set(named, (this.chatsByAgent.get(named) ?? 0) + 1)
    const refused =
      chat.rejectedBy.has(named) || agents.some(({ id, rejections }) => id === named && rejections.has(chat.id))
    if (refused) this.refuserNamed++
  }
}
