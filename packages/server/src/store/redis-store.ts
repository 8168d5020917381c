import type { AgentId, ChatId, Decision, Fact, Ledger, Request } from '@pointsman/core'
import { answerBatch, Memory, type Batch } from './memory.ts'
import type { RedisStoreOptions } from './redis-store-options.ts'
import { SharedLog, type Place, type WholeLog } from './shared-log.ts'
import type { Choose, Settled, Store } from './store.ts'

const startMs = 1500
const retryMs = 200
/** Others who are always first: after so many rounds the replica answers alone rather than late. */
const mostRounds = 50
/** What is done alone and cannot be shared yet is held to so many batches; the oldest go first. */
const mostPending = 50_000
/** So few can be handed in by one command while answers wait. */
const few = 500
/** An answer waits for Redis no longer than this share of its time, or `timeoutMs` where that is longer. */
const share = 0.2
/** Kept of an answer's time for the way back. */
const wayBack = { ms: 50, share: 0.2 }
/** What holds up no answer waits for Redis so many times `timeoutMs`. */
const unhurried = 4
/** Entries that stay behind a dump, for replicas that are a little behind. */
const keep = 2000

/**
 * Memory that replicas share: each folds the same log of batches, in the same order, into a ledger of its own, and an
 * answer counts when its batch was appended to a log that the replica had read to its end. So turns, reservations and
 * repeats are one for all. Where Redis does not answer in time the replica goes on alone, from what it knows, and hands
 * in later what it did.
 */
export class RedisStore implements Store {
  readonly #options: RedisStoreOptions
  readonly #memory: Memory
  readonly #log: SharedLog
  #place: Place | undefined
  #dumpedAt = 0
  #compacting = false
  #pending: Batch[] = []
  #turn: Promise<unknown> = Promise.resolve()
  /** Gives up what is being waited for. */
  #abandon: ((error: unknown) => void) | undefined
  #recovering: ReturnType<typeof setTimeout> | undefined
  #closed = false
  #told = true

  private constructor(options: RedisStoreOptions) {
    this.#options = options
    this.#memory = new Memory(options, options.dump)
    this.#log = new SharedLog(options, () => {
      if (this.shared && !this.#closed) this.#lose(new Error('the connection is gone'))
    })
  }

  /** Connects; where that fails the store starts alone, and goes on trying. */
  static async connect(options: RedisStoreOptions): Promise<RedisStore> {
    const store = new RedisStore(options)
    try {
      await store.#log.connected(startMs)
      await store.#join()
    } catch (error) {
      store.#lose(error)
    }
    return store
  }

  get ledger(): Ledger {
    return this.#memory.ledger
  }

  get shared(): boolean {
    return this.#place !== undefined
  }

  get settleMs(): number {
    return this.#options.timeoutMs + wayBack.ms
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

  watch(listener: (fact: Fact) => void): void {
    this.#memory.watch(listener)
  }

  refresh(request: Request, deadline: number): Promise<void> {
    return this.#inTurn(this.#patience(deadline), async () => {
      await this.#try(() => this.#step('never'))
      await this.#show(request)
    })
  }

  settle(request: Request, choose: Choose, deadline: number): Promise<Settled> {
    return this.#inTurn(this.#patience(deadline), async () => {
      for (let round = 0; this.shared && round < mostRounds; round++) {
        const before = this.answered(request.id)
        if (before !== undefined) return { decision: before, repeated: true, alone: false }
        await this.#show(request)
        const decision = choose(this.ledger)
        const batch = answerBatch(request, decision)
        if (await this.#try(() => this.#step('if-read', batch))) return { decision, repeated: false, alone: false }
      }
      return this.#alone(request, choose)
    })
  }

  learn(facts: readonly Fact[]): Promise<void> {
    return this.#inTurn(this.#options.timeoutMs * unhurried, async () => {
      for (const fact of facts) await this.#add({ at: fact.at, facts: [fact] })
    })
  }

  async close(): Promise<void> {
    await this.#turn.catch(() => undefined)
    this.#closed = true
    clearTimeout(this.#recovering)
    this.#log.close()
    await this.#options.save?.(this.#memory.ledger.dump())
  }

  /** How long an answer due at the deadline may wait for Redis. */
  #patience(deadline: number): number {
    const left = deadline - this.#options.clock.elapsed()
    const most = left - Math.min(wayBack.ms, left * wayBack.share)
    return Math.min(most, Math.max(this.#options.timeoutMs, left * share))
  }

  /**
   * One thing after another: what one request learns from Redis must not change under another's hands. What is not done
   * after so many milliseconds, waiting for its turn included, finds Redis too slow: then nobody waits any longer, and all
   * who are in line go on alone.
   */
  #inTurn<T>(withinMs: number, work: () => Promise<T>): Promise<T> {
    const tooSlow = (): void => this.#lose(new Error('Redis is too slow'))
    if (withinMs <= 0) tooSlow()
    const timer = setTimeout(tooSlow, Math.max(0, withinMs))
    const done = this.#turn.then(work).finally(() => clearTimeout(timer))
    this.#turn = done.catch(() => undefined)
    return done
  }

  /** Waits for Redis until it is given up. */
  #heard<T>(asking: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#abandon = reject
      asking.then(resolve, reject)
    })
  }

  async #show(request: Request): Promise<void> {
    const facts = this.#memory.shownBy(request)
    if (facts.length > 0) await this.#add({ at: request.at, facts })
    this.#memory.heed(request)
  }

  /** Adds a batch that is true whatever others did. */
  async #add(batch: Batch): Promise<void> {
    if (await this.#try(() => this.#step('always', batch))) return
    this.#memory.apply(batch)
    this.#postpone(batch)
  }

  /** Reads on to the end and appends; answers whether it was appended. */
  async #step(append: 'always' | 'if-read' | 'never', batch?: Batch): Promise<boolean> {
    let appended = false
    for (let how = append; ; how = 'never') {
      if (this.#place === undefined) return false
      const step = await this.#heard(this.#log.step(this.#place, how, batch))
      if (step.kind === 'lost') throw new Error('the log was begun anew')
      for (const read of step.batches) this.#memory.apply(read)
      const seen = this.#place.seen + step.batches.length
      this.#place = { epoch: this.#place.epoch, seen }
      appended ||= step.appended
      if (seen >= step.head) break
    }
    this.#compactSometimes()
    return appended
  }

  async #try(work: () => Promise<boolean>): Promise<boolean> {
    if (!this.shared) return false
    try {
      return await work()
    } catch (error) {
      this.#lose(error)
      return false
    }
  }

  #alone(request: Request, choose: Choose): Settled {
    const before = this.answered(request.id)
    if (before !== undefined) return { decision: before, repeated: true, alone: true }
    const facts = this.#memory.shownBy(request)
    if (facts.length > 0) this.#keep({ at: request.at, facts })
    this.#memory.heed(request)
    const decision = choose(this.ledger)
    this.#keep(answerBatch(request, decision))
    return { decision, repeated: false, alone: true }
  }

  #keep(batch: Batch): void {
    this.#memory.apply(batch)
    this.#postpone(batch)
  }

  #postpone(batch: Batch): void {
    this.#pending.push(batch)
    if (this.#pending.length > mostPending) this.#pending.shift()
  }

  #lose(error: unknown): void {
    this.#place = undefined
    this.#abandon?.(error)
    if (this.#told)
      this.#options.log.warn({ error: (error as Error).message }, 'Redis is done without: answering alone')
    this.#told = false
    if (this.#recovering !== undefined || this.#closed) return
    this.#recovering = setTimeout(() => void this.#recover(), retryMs)
  }

  async #recover(): Promise<void> {
    this.#recovering = undefined
    try {
      await this.#join()
      this.#told = true
      this.#options.log.info({}, 'Redis is back: sharing again')
    } catch (error) {
      this.#lose(error)
    }
  }

  /** Hands in what was done alone, takes over what all know, and shares from then on. */
  async #join(): Promise<void> {
    const whole = await this.#whole()
    if (this.#closed) return
    const standby = new Memory(this.#options)
    standby.load(whole.dump, whole.batches)
    // What was done alone meanwhile is handed in while nothing else is done: by one command, and no answer waits for long.
    await this.#inTurn(this.#options.timeoutMs * unhurried, async () => {
      const { epoch } = whole.place
      const handedIn = this.#pending.slice()
      if (handedIn.length > 0) {
        if (!(await this.#heard(this.#log.appendAll(epoch, handedIn)))) throw new Error('the log was begun anew')
        this.#pending.splice(0, handedIn.length)
      }
      let { seen } = whole.place
      for (let head = Number.POSITIVE_INFINITY; seen < head;) {
        const step = await this.#heard(this.#log.step({ epoch, seen }, 'never'))
        if (step.kind === 'lost') throw new Error('the log was begun anew')
        for (const batch of step.batches) standby.apply(batch)
        seen += step.batches.length
        head = step.head
      }
      this.#memory.takeOver(standby)
      this.#place = { epoch, seen }
      this.#dumpedAt = whole.place.seen - whole.batches.length
    })
  }

  /** The log as it is, begun where there is none, with all in it that was done alone so far. */
  async #whole(): Promise<WholeLog> {
    for (;;) {
      const handedIn = this.#pending.slice()
      const whole = await this.#log.whole()
      if (whole === undefined) await this.#log.begin(crypto.randomUUID(), this.#memory.ledger.dump())
      else if (handedIn.length === 0) return whole
      else if (await this.#log.appendAll(whole.place.epoch, handedIn)) {
        this.#pending.splice(0, handedIn.length)
        if (this.#pending.length < few) return (await this.#log.whole()) ?? whole
      }
    }
  }

  #compactSometimes(): void {
    const place = this.#place
    const every = this.#options.compactEvery ?? 20_000
    if (place === undefined || this.#compacting || place.seen - this.#dumpedAt < every) return
    this.#compacting = true
    this.#dumpedAt = place.seen
    this.#log
      .compact(place, this.#memory.ledger.dump(), Math.min(keep, every))
      .catch((error: unknown) =>
        this.#options.log.warn({ error: (error as Error).message }, 'Redis kept its whole log'),
      )
      .finally(() => (this.#compacting = false))
  }
}
