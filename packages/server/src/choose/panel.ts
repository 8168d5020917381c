import { pass, type Decision, type Explanation, type Ledger, type Request } from '@pointsman/core'
import type { Clock } from '../clock.ts'
import { Breaker } from './breaker.ts'
import type { Chooser, InlineChooser } from './chooser.ts'
import { StrategyFailure, type FailureReason } from './failure.ts'
import { objection, type GuardLevel } from './guard.ts'
import type { LedgerView } from './ledger-view.ts'

/** A strategy that was asked in vain, and why. */
export interface Failed {
  readonly strategy: string
  readonly why: FailureReason
}

/** Who answered, what, and who did not. */
export interface Verdict {
  readonly decision: Decision
  /** Undefined where nobody could answer: a deliberate blank. */
  readonly by: Chooser | undefined
  readonly failed: readonly Failed[]
  readonly explanation?: Explanation
}

/** What a stranger's strategy proposed, if one was asked; still to be held against the ledger. */
export interface Proposal {
  /** The strategies from this one on have not been asked. */
  readonly next: number
  readonly decision?: Decision
  readonly by?: Chooser
  readonly failed: readonly Failed[]
}

/** Below this there is no point in asking a stranger's strategy. */
const leastMs = 5
/** Kept of the budget for the fallback, the journal and the way back. */
const reserve = { ms: 150, share: 0.2 }

/** The strategy and its fallbacks: they are asked in turn until one gives an answer that may be given. */
export class Panel {
  readonly #choosers: readonly Chooser[]
  readonly #guard: GuardLevel
  readonly #clock: Clock

  constructor(choosers: readonly Chooser[], guard: GuardLevel, clock: Clock) {
    this.#choosers = choosers
    this.#guard = guard
    this.#clock = clock
  }

  /** Whether anything has to be asked elsewhere before the ledger can settle it. */
  get asksElsewhere(): boolean {
    return this.#choosers[0]?.kind === 'isolated'
  }

  /** Asks the strangers' strategies that come before the first of our own, each for its share of the time left. */
  async ask(id: string, bytes: Uint8Array, view: LedgerView, deadline: number): Promise<Proposal> {
    const failed: Failed[] = []
    let next = 0
    for (; next < this.#choosers.length; next++) {
      const chooser = this.#choosers[next] as Chooser
      if (chooser.kind === 'inline') break
      const left = deadline - this.#clock.elapsed()
      const elsewhere = this.#choosers.slice(next).filter(({ kind }) => kind === 'isolated').length
      const share = (left - Math.min(reserve.ms, left * reserve.share)) / elsewhere
      if (share < leastMs) {
        failed.push({ strategy: chooser.name, why: 'no-time' })
        continue
      }
      try {
        const decision = await chooser.decide({ id, bytes, view }, share)
        return { next: next + 1, decision, by: chooser, failed }
      } catch (error) {
        failed.push({ strategy: chooser.name, why: error instanceof StrategyFailure ? error.why : 'threw' })
      }
    }
    return { next, failed }
  }

  /** Settles who answers, on the ledger as it is now. `view` is what a proposal was made on. */
  settle(request: Request, ledger: Ledger, proposal: Proposal, explain: boolean, view?: LedgerView): Verdict {
    const { decision, by } = proposal
    let { failed } = proposal
    if (decision !== undefined && by !== undefined) {
      const why = this.#objection(request, ledger, decision)
      if (why === undefined) {
        if (by instanceof Breaker) by.accepted()
        return { decision: bare(decision), by, failed }
      }
      failed = [...failed, { strategy: by.name, why: blame(by, why, view, decision, request) }]
    }
    for (let i = proposal.next; i < this.#choosers.length; i++) {
      const chooser = this.#choosers[i] as Chooser
      const answer = chooser.kind === 'isolated' ? 'no-time' : attempt(chooser, request, ledger, explain)
      if (typeof answer === 'string') {
        failed = [...failed, { strategy: chooser.name, why: answer }]
        continue
      }
      const explanation = 'decision' in answer ? answer : undefined
      const made = 'decision' in answer ? answer.decision : answer
      const why = this.#objection(request, ledger, made)
      if (why === undefined) {
        return explanation === undefined
          ? { decision: made, by: chooser, failed }
          : { decision: made, by: chooser, failed, explanation }
      }
      failed = [...failed, { strategy: chooser.name, why }]
    }
    return { decision: pass('declined'), by: undefined, failed }
  }

  /** A deliberate blank: the platform is not waiting any more, so that nobody must be promised anything. */
  tooLate({ next, failed }: Proposal): Verdict {
    const unasked = this.#choosers.slice(next).map(({ name }): Failed => ({ strategy: name, why: 'no-time' }))
    return { decision: pass('declined'), by: undefined, failed: [...failed, ...unasked] }
  }

  #objection(request: Request, ledger: Ledger, decision: Decision): FailureReason | undefined {
    return decision.kind === 'pass' ? undefined : objection(request, ledger, decision.agent, this.#guard)
  }
}

function attempt(
  { strategy }: InlineChooser,
  request: Request,
  ledger: Ledger,
  explain: boolean,
): Decision | Explanation | FailureReason {
  try {
    return explain ? strategy.explain(request, ledger) : strategy.decide(request, ledger)
  } catch {
    return 'threw'
  }
}

/** A slot that was free when the strategy looked was taken meanwhile; anything else is its own fault. */
function blame(
  by: Chooser,
  why: FailureReason,
  view: LedgerView | undefined,
  decision: Decision,
  request: Request,
): FailureReason {
  if (why === 'no-free-slot' && view !== undefined && decision.kind === 'assign') {
    const agent = request.agents.find(({ id }) => id === decision.agent)
    const reserved = view.reserved.find(([id]) => id === decision.agent)?.[1] ?? 0
    if ((agent?.capacity ?? 0) - reserved > 0) return 'taken-meanwhile'
  }
  if (by instanceof Breaker) by.blame(why)
  return why
}

/** A stranger's decision may drag anything along. */
function bare(decision: Decision): Decision {
  if (decision.kind === 'assign') return { kind: 'assign', agent: decision.agent }
  return pass(passReasons.has(decision.why) ? decision.why : 'declined')
}

const passReasons: ReadonlySet<string> = new Set(['no-agents', 'all-refused', 'none-admitted', 'declined'])
