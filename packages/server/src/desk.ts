import { pass, type Decision, type Fact, type Ledger } from '@pointsman/core'
import { decodeAssign, decodeFacts, type AssignPayload, type DecodeOptions, type Payload } from '@pointsman/inbenta'
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
export interface Delivery<P extends Payload = Payload> {
  readonly payload: P
  /** The payload as it came. */
  readonly text: string
  readonly bytes: Uint8Array
  /** The same for the same body, and for no other. */
  readonly id: string
  /** When its first byte came, by `Clock.elapsed`. */
  readonly began: number
}

/** Repeats of events are told by the ids of this many. */
const mostEvents = 20_000
const nothingProposed: Proposal = { next: 0, failed: [] }

/** Where questions are answered in time and events taken in, each once. */
export class Desk {
  readonly #options: DeskOptions
  readonly #underWay = new Map<string, Promise<Decision>>()
  readonly #events = new Seen(mostEvents)
  readonly #unasked = new Set<string>()
  #missedAt = Number.NEGATIVE_INFINITY

  constructor(options: DeskOptions) {
    this.#options = options
    options.store.watch((fact) => options.honour.learn(fact))
  }

  /** Whether the last answers were in time, or it is a while since one was not. */
  get inTime(): boolean {
    return this.#options.clock.elapsed() - this.#missedAt > 10_000
  }

  /** Answers within the budget, whatever happens; asked twice, it answers alike. Never rejects. */
  async answer(delivery: Delivery<AssignPayload>): Promise<Decision> {
    const { clock, metrics, budgetMs, store } = this.#options
    const { id, began } = delivery
    let decision = store.answered(id)
    if (decision !== undefined) metrics.repeats.inc()
    else {
      const underWay = this.#underWay.get(id)
      if (underWay !== undefined) metrics.repeats.inc()
      const answering = underWay ?? this.#decide(delivery)
      if (underWay === undefined) {
        this.#underWay.set(id, answering)
        void answering.finally(() => this.#underWay.delete(id))
      }
      decision = await answering
    }
    const took = clock.elapsed() - began
    metrics.seconds.observe(took / 1000)
    if (took <= budgetMs) this.#missedAt = Number.NEGATIVE_INFINITY
    else {
      this.#missedAt = clock.elapsed()
      metrics.misses.inc()
    }
    return decision
  }

  /** Takes in what an event says has happened; answers whether it was new. */
  async take({ payload, text, id }: Delivery): Promise<boolean> {
    const { store, recorder } = this.#options
    if (!this.#events.first(id)) return false
    try {
      const facts: readonly Fact[] = [...decodeFacts(payload), ...contextualFacts(payload, store)]
      if (facts.length > 0) await store.learn(facts)
      await recorder.recordEvent(payload, text)
      return true
    } catch (error) {
      // It will be sent again, and must then not be taken for known.
      this.#events.forget(id)
      throw error
    }
  }

  async #decide({ payload, text, bytes, id, began }: Delivery<AssignPayload>): Promise<Decision> {
    const { clock, store, panel, recorder, honour, decode, budgetMs, log, metrics } = this.#options
    const deadline = began + budgetMs
    try {
      const request = decodeAssign(payload, { ...decode, id })
      honour.askedAgain(request)
      let view: LedgerView | undefined
      let proposal = nothingProposed
      if (panel.asksElsewhere) {
        await store.refresh(request, deadline)
        view = viewOf(store.ledger, request)
        proposal = await panel.ask(id, bytes, view, deadline - store.settleMs)
      }
      let verdict: Verdict | undefined
      const choose = (ledger: Ledger): Decision => {
        if (recorder.needsView && !panel.asksElsewhere) view = viewOf(ledger, request)
        verdict =
          clock.elapsed() < deadline
            ? panel.settle(request, ledger, proposal, recorder.explains, view)
            : panel.tooLate(proposal)
        return verdict.decision
      }
      const choosing = store.settle(request, choose, deadline)
      const settled: Settled = choosing instanceof Promise ? await choosing : choosing
      if (settled.repeated || verdict === undefined) {
        metrics.repeats.inc()
        return settled.decision
      }
      this.#count(verdict)
      if (settled.decision.kind === 'assign') honour.expect(request.chat.id, settled.decision.agent)
      const tookMs = clock.elapsed() - began
      const answered = { request, payload, text, bytes, verdict, view, tookMs, alone: settled.alone }
      if (recorder.first) await inTime(recorder.recordFirst(answered), deadline - clock.elapsed())
      else recorder.recordAfter(answered)
      return settled.decision
    } catch (error) {
      // Nothing here is expected to fail; if it does, a blank in time is better than an error.
      log.error({ error: (error as Error).message }, 'a decision failed: answered with a blank')
      metrics.decisions.inc('nobody', 'pass', 'error', 'true')
      return pass('declined')
    }
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

/** Waits for the work, but no longer than so many milliseconds. */
async function inTime(work: Promise<void>, ms: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, ms - 50))
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
