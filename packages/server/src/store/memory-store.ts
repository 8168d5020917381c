import type { AgentId, ChatId, Decision, Fact, Ledger, LedgerDump, Request } from '@pointsman/core'
import { answerBatch, Memory, type MemoryOptions } from './memory.ts'
import type { Choose, Settled, Store } from './store.ts'

/** What a store in memory starts from, and what it does with what it knows in the end. */
export interface MemoryStoreOptions extends MemoryOptions {
  readonly dump?: LedgerDump | undefined
  readonly save?: ((dump: LedgerDump) => Promise<void>) | undefined
}

/** The store of one process. Nothing happens between looking and naming, so it is atomic by itself. */
export class MemoryStore implements Store {
  readonly shared = true
  readonly settleMs = 0
  readonly #memory: Memory
  readonly #save: ((dump: LedgerDump) => Promise<void>) | undefined

  constructor(options: MemoryStoreOptions) {
    this.#memory = new Memory(options, options.dump)
    this.#save = options.save
  }

  get ledger(): Ledger {
    return this.#memory.ledger
  }

  get reservations(): number {
    return this.#memory.ledger.reservations
  }

  answered(id: string): Decision | undefined {
    return this.#memory.ledger.answered(id)
  }

  reservedFor(chat: ChatId): AgentId | undefined {
    return this.#memory.ledger.reservedFor(chat)
  }

  refresh(request: Request): void {
    const facts = this.#memory.shownBy(request)
    if (facts.length > 0) this.#memory.apply({ at: request.at, facts })
    this.#memory.heed(request)
  }

  settle(request: Request, choose: Choose): Settled {
    const before = this.answered(request.id)
    if (before !== undefined) return { decision: before, repeated: true, alone: false }
    this.refresh(request)
    const decision = choose(this.ledger)
    this.#memory.apply(answerBatch(request, decision))
    return { decision, repeated: false, alone: false }
  }

  learn(facts: readonly Fact[]): void {
    for (const fact of facts) this.#memory.apply({ at: fact.at, facts: [fact] })
  }

  watch(listener: (fact: Fact) => void): void {
    this.#memory.watch(listener)
  }

  async close(): Promise<void> {
    await this.#save?.(this.#memory.ledger.dump())
  }
}
