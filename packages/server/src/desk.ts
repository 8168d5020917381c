import { pass, type Decision, type Fact, type Ledger, type Request } from '@pointsman/core'
import {
  AssignDecoder,
  decodeFacts,
  type AssignPayload,
  type DecodeOptions,
  type ReadPayload,
} from '@pointsman/inbenta'
import { viewOf, type LedgerView } from './choose/ledger-view.ts'
import type { HonourWatch } from './choose/honour.ts'
import type { Panel, Proposal, Verdict } from './choose/panel.ts'
import type { Clock } from './clock.ts'
import { contextualFacts } from './contextual-facts.ts'
import type { ServerMetrics } from './metrics/server-metrics.ts'
import type { Log } from './log.ts'
import type { Recorder } from './record/recorder.ts'
import { Seen } from './seen.ts'
import type { Settled, Store } from './store/store.ts'

/** What the desk stands on. */
export interface DeskOptions {
  readonly clock: Clock
  readonly log: Log
  readonly metrics: ServerMetrics
  readonly store: Store
  readonly panel: Panel
  readonly recorder: Recorder
  readonly honour: HonourWatch
  readonly decode: Omit<DecodeOptions, 'id'>
  readonly budgetMs: number
}

/** A verified request to be dealt with. */
export interface Delivery {
  /** The payload as it was read. */
  readonly read: ReadPayload
  /** The same for the same body, and for no other. */
  readonly id: string
  /** When its first byte came, by `Clock.elapsed`. */
  readonly began: number
  /** The question, where it need not be read from the payload; that must be a `chats:assign` otherwise. */
  readonly request?: Request
}

/** Repeats of events are told by the ids of this many. */
const mostEvents = 20_000
const nothingProposed: Proposal = { next: 0, failed: [] }

/** Where questions are answered in time and events taken in, each once. */
export class Desk {
  readonly #options: DeskOptions
  readonly #decoder: AssignDecoder
  readonly #underWay = new Map<string, Promise<Decision>>()
  readonly #events = new Seen(mostEvents)
  readonly #unasked = new Set<string>()
  #missedAt = Number.NEGATIVE_INFINITY

  constructor(options: DeskOptions) {
    this.#options = options
    this.#decoder = new AssignDecoder(options.decode)
    options.store.watch((fact) => options.honour.learn(fact))
  }

  /** Whether the last answers were in time, or it is a while since one was not. */
  get inTime(): boolean {
    return this.#options.clock.elapsed() - this.#missedAt > 10_000
  }

  /**
   * Answers within the budget, whatever happens; asked twice, it answers alike. Never fails. Answers at once where nothing
   * has to be waited for: our own strategies, and a memory that nobody shares.
   */
  answer(delivery: Delivery): Decision | Promise<Decision> {
    const { metrics, store } = this.#options
    const { id, began } = delivery
    // Whoever is under way first: their answer may be known already, and its line not be safe yet.
    const underWay = this.#underWay.get(id) ?? store.answered(id)
    if (underWay !== undefined) metrics.repeats.inc()
    const answering = underWay ?? this.#decide(delivery)
    if (!(answering instanceof Promise)) return this.#timed(answering, began)
    if (underWay === undefined) {
      this.#underWay.set(id, answering)
      void answering.finally(() => this.#underWay.delete(id))
    }
    return answering.then((decision) => this.#timed(decision, began))
  }

  /** Takes in what an event says has happened; answers whether it was new. */
  async take({ read, id }: Delivery): Promise<boolean> {
    const { store, recorder } = this.#options
    if (!this.#events.first(id)) return false
    try {
      const { payload } = read
      const facts: readonly Fact[] = [...decodeFacts(payload), ...contextualFacts(payload, store)]
      if (facts.length > 0) await store.learn(facts)
      await recorder.recordEvent(read)
      return true
    } catch (error) {
      // It will be sent again, and must then not be taken for known.
      this.#events.forget(id)
      throw error
    }
  }

  #timed(decision: Decision, began: number): Decision {
    const { clock, metrics, budgetMs } = this.#options
    const now = clock.elapsed()
    metrics.seconds.observe((now - began) / 1000)
    if (now - began <= budgetMs) this.#missedAt = Number.NEGATIVE_INFINITY
    else {
      this.#missedAt = now
      metrics.misses.inc()
    }
    return decision
  }

  #decide(delivery: Delivery): Decision | Promise<Decision> {
    try {
      const { read, id } = delivery
      const request = delivery.request ?? this.#decoder.decode(read.outline as AssignPayload, id, read.roster)
      this.#options.honour.askedAgain(request)
      const deciding = this.#options.panel.asksElsewhere
        ? this.#decideElsewhere(delivery, request)
        : this.#settle(delivery, request, nothingProposed, undefined)
      return deciding instanceof Promise ? deciding.catch((error: unknown) => this.#failed(error)) : deciding
    } catch (error) {
      return this.#failed(error)
    }
  }

  async #decideElsewhere(delivery: Delivery, request: Request): Promise<Decision> {
    const { store, panel, budgetMs } = this.#options
    const { id, read, began } = delivery
    const deadline = began + budgetMs
    await store.refresh(request, deadline)
    const view = viewOf(store.ledger, request)
    const proposal = await panel.ask(id, read.bytes, view, deadline - store.settleMs)
    return this.#settle(delivery, request, proposal, view)
  }

  #settle(
    delivery: Delivery,
    request: Request,
    proposal: Proposal,
    seen: LedgerView | undefined,
  ): Decision | Promise<Decision> {
    const { clock, store, panel, recorder, budgetMs } = this.#options
    const deadline = delivery.began + budgetMs
    let view = seen
    let verdict: Verdict | undefined
    const choose = (ledger: Ledger): Decision => {
      if (recorder.needsView && !panel.asksElsewhere) view = viewOf(ledger, request)
      verdict =
        clock.elapsed() < deadline
          ? panel.settle(request, ledger, proposal, recorder.explains, view)
          : panel.tooLate(proposal)
      return verdict.decision
    }
    const settling = store.settle(request, choose, deadline)
    const conclude = (settled: Settled): Decision | Promise<Decision> =>
      this.#conclude(delivery, request, settled, verdict, view)
    return settling instanceof Promise ? settling.then(conclude) : conclude(settling)
  }

  #conclude(
    { read, began }: Delivery,
    request: Request,
    { decision, repeated, alone }: Settled,
    verdict: Verdict | undefined,
    view: LedgerView | undefined,
  ): Decision | Promise<Decision> {
    const { clock, recorder, honour, budgetMs, metrics } = this.#options
    if (repeated || verdict === undefined) {
      metrics.repeats.inc()
      return decision
    }
    this.#count(verdict)
    if (decision.kind === 'assign') honour.expect(request.chat.id, decision.agent)
    const now = clock.elapsed()
    const answered = { request, read, verdict, view, tookMs: now - began, alone }
    if (recorder.first) {
      return inTime(recorder.recordFirst(answered), began + budgetMs - now).then((safe) => {
        if (!safe) metrics.unsafe.inc()
        return decision
      })
    }
    recorder.recordAfter(answered)
    return decision
  }

  /** Nothing here is expected to fail; if it does, a blank in time is better than an error. */
  #failed(error: unknown): Decision {
    const { log, metrics } = this.#options
    log.error({ error: (error as Error).message }, 'a decision failed: answered with a blank')
    metrics.decisions.inc('nobody', 'pass', 'error', 'true')
    return pass('declined')
  }

  #count({ decision, by, failed }: Verdict): void {
    const { metrics, log } = this.#options
    const why = decision.kind === 'assign' ? 'named' : by === undefined ? 'blank' : decision.why
    metrics.decisions.inc(by?.name ?? 'nobody', decision.kind, why, failed.length > 0 ? 'true' : 'false')
    for (const { strategy, why } of failed) metrics.failures.inc(strategy, why)
    const asked = failed.filter(({ why }) => why !== 'circuit-open')
    if (asked.length > 0) log.warn({ failed: asked, answeredBy: by?.name ?? 'nobody' }, 'a strategy failed to answer')
    // Once when it begins and once when it ends: while it lasts, every answer would say so.
    for (const { strategy, why } of failed) {
      if (why !== 'circuit-open' || this.#unasked.has(strategy)) continue
      this.#unasked.add(strategy)
      log.warn({ strategy }, 'a strategy is not asked for a while: it kept failing')
    }
    if (by !== undefined && this.#unasked.delete(by.name)) log.info({ strategy: by.name }, 'a strategy answers again')
  }
}

/** Waits for the work, but no longer than so many milliseconds; answers whether it was done by then. */
async function inTime(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, ms - 50))
  })
  const done = await Promise.race([work.then(() => true), late])
  clearTimeout(timer)
  return done
}
