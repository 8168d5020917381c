import {
  MemoryLedger,
  reconcile,
  type ChatId,
  type Decision,
  type Fact,
  type LedgerDump,
  type Request,
} from '@pointsman/core'
import type { Clock } from '../clock.ts'

/** What was learned at one go: facts in order, and the answer they led to. */
export interface Batch {
  /** By the platform's clock. */
  readonly at: number
  readonly facts: readonly Fact[]
  readonly answer?: { readonly id: string; readonly decision: Decision }
}

/** Reservations that end within this of each other are ended together. */
const batchedMs = 20

/** How long reservations stand, and by which clock. */
export interface MemoryOptions {
  readonly reservationSeconds: number
  readonly clock: Clock
}

/**
 * One replica's ledger as a fold over batches. Reservations run out by the platform's clock, as the ledger has it, or by
 * our own, whichever is first: payloads whose times stand still must not hold slots for ever.
 */
export class Memory {
  ledger: MemoryLedger
  readonly #options: MemoryOptions
  /** When each reservation ends by our own clock, the earliest first. */
  #ends = new Map<ChatId, number>()
  #nextEnd = Number.POSITIVE_INFINITY
  readonly #listeners: ((fact: Fact) => void)[] = []

  constructor(options: MemoryOptions, dump?: LedgerDump) {
    this.#options = options
    this.ledger = dump === undefined ? new MemoryLedger(this.#kept) : this.#load(dump)
  }

  /** Replaces everything by what the dump says and what happened since; nobody is told of it again. */
  load(dump: LedgerDump, since: readonly Batch[]): void {
    this.#ends.clear()
    this.ledger = this.#load(dump)
    for (const batch of since) this.#take(batch)
  }

  /** Takes over what another one knows; that one must not be used any more. */
  takeOver(other: Memory): void {
    this.ledger = other.ledger
    this.#ends = other.#ends
    this.#nextEnd = other.#nextEnd
  }

  watch(listener: (fact: Fact) => void): void {
    this.#listeners.push(listener)
  }

  /** Lets time pass. */
  advance(at: number): void {
    this.ledger.advance(at)
    const now = this.#options.clock.elapsed()
    // Looking at the front of a map costs whatever was deleted there.
    if (now < this.#nextEnd) return
    this.#nextEnd = Number.POSITIVE_INFINITY
    for (const [chat, end] of this.#ends) {
      if (end > now) {
        this.#nextEnd = end + batchedMs
        return
      }
      this.#ends.delete(chat)
      this.ledger.expire(chat)
    }
  }

  /** What the request shows of earlier answers; nothing is taken in yet. */
  shownBy(request: Request): readonly Fact[] {
    this.advance(request.at)
    return reconcile(request, this.ledger)
  }

  /** From here on reservations are told as this request has to read them. */
  heed(request: Request): void {
    this.ledger.heed(request)
  }

  /** Takes a batch in; one whose question is answered already says nothing new. */
  apply(batch: Batch): void {
    if (!this.#take(batch)) return
    for (const fact of batch.facts) for (const listener of this.#listeners) listener(fact)
  }

  #take({ at, facts, answer }: Batch): boolean {
    if (answer !== undefined && this.ledger.answered(answer.id) !== undefined) return false
    this.advance(at)
    for (const fact of facts) {
      this.ledger.record(fact)
      if (fact.kind === 'named') this.#hold(fact.chat)
    }
    if (answer !== undefined) this.ledger.remember(answer.id, at, answer.decision)
    return true
  }

  get #kept(): { readonly reservationSeconds: number } {
    return { reservationSeconds: this.#options.reservationSeconds }
  }

  #load(dump: LedgerDump): MemoryLedger {
    const ledger = MemoryLedger.from(dump, this.#kept)
    for (const [chat] of ledger.openReservations()) this.#hold(chat)
    return ledger
  }

  #hold(chat: ChatId): void {
    this.#ends.delete(chat)
    const end = this.#options.clock.elapsed() + this.#options.reservationSeconds * 1000
    this.#ends.set(chat, end)
    this.#nextEnd = Math.min(this.#nextEnd, end)
  }
}

/** The batch of an answer: whom we named, or that we passed. */
export function answerBatch(request: Request, decision: Decision): Batch {
  const { id, at, chat } = request
  const answer = { id, decision }
  if (decision.kind === 'pass')
    return { at, facts: [{ kind: 'passed', at, chat: chat.id, customer: chat.customer }], answer }
  const named = request.agents.find((agent) => agent.id === decision.agent)
  const { weight = 1 } = named ?? {}
  return {
    at,
    facts: [{ kind: 'named', at, chat: chat.id, agent: decision.agent, customer: chat.customer, weight }],
    answer,
  }
}
