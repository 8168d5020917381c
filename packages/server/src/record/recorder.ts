import type { Explanation, Ledger, Request } from '@pointsman/core'
import type { ReadPayload } from '@pointsman/inbenta'
import { Breaker } from '../choose/breaker.ts'
import type { Chooser, IsolatedChooser, IsolatedQuestion } from '../choose/chooser.ts'
import { StrategyFailure } from '../choose/failure.ts'
import { ledgerOf, type LedgerView } from '../choose/ledger-view.ts'
import type { Verdict } from '../choose/panel.ts'
import type { Clock } from '../clock.ts'
import type { ServerMetrics } from '../metrics/server-metrics.ts'
import { AfterAnswer } from './after-answer.ts'
import { entryLine, type Shadows } from './entry.ts'
import type { Feed } from './feed.ts'
import { glimpse, type Glimpse } from './glimpse.ts'
import type { Journal } from './journal.ts'
import { lineText, type Line } from './line.ts'
import type { Recent } from './recent.ts'

/** What is to be written down of one answer. */
export interface Answered {
  readonly request: Request
  /** The payload as it was read. */
  readonly read: ReadPayload
  readonly verdict: Verdict
  /** What the ledger said before the answer; there where a shadow or a stranger's strategy needs it. */
  readonly view: LedgerView | undefined
  readonly tookMs: number
  readonly alone: boolean
}

/** What a recorder stands on. */
export interface RecorderOptions {
  readonly clock: Clock
  readonly metrics: ServerMetrics
  readonly ledger: () => Ledger
  readonly journal: Journal | undefined
  /** A payload as it is written: JSON in one line, and what is personal gone. */
  readonly redact: (read: ReadPayload) => Line
  /** For those who look at decisions; undefined where nobody may. */
  readonly audience: { readonly recent: Recent; readonly feed: Feed<Glimpse> } | undefined
  readonly shadows: readonly Chooser[]
  readonly later: (run: () => void) => void
}

/** How long strangers' strategies may take over what does not hold up an answer. */
const unhurriedMs = 1000
/** How long a line waits for them: what is not on its way to the disk is lost when the process is killed. */
const patienceMs = 40
/** Answers whose line is not made yet; beyond this, lines are given up rather than memory. */
const mostPending = 20_000

/** Asks the shadows and writes down what was answered: after the answer, or before it where it must be safe first. */
export class Recorder {
  readonly #options: RecorderOptions
  readonly #after: AfterAnswer
  #dropped = 0

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#after = new AfterAnswer(options.later, () => {
      this.#dropped += 1
    })
  }

  /** Whether decisions are to be made with their explanation. */
  get explains(): boolean {
    return this.#options.journal !== undefined || this.#options.audience !== undefined
  }

  /** Whether what the ledger said has to be kept until the answer is out. */
  get needsView(): boolean {
    return this.#options.shadows.length > 0
  }

  /** Whether an answer has to wait for its line. */
  get first(): boolean {
    return this.#options.journal?.beforeAnswer === true
  }

  /** Answers whose line is not made yet. */
  get pending(): number {
    return this.#after.pending
  }

  /** Answers whose line had to be given up. */
  get dropped(): number {
    return this.#dropped
  }

  /**
   * Writes an answer down before it leaves; resolves when it is safe. The line has the shadows that answer at once; what
   * strangers' strategies say comes after it, for the metrics and the console alone.
   */
  recordFirst(answered: Answered): Promise<void> {
    const { verdict, view } = answered
    const inline = this.#inlineShadows(answered)
    const explanation = verdict.explanation ?? null
    if (view === undefined || this.#isolated.length === 0) return this.#write(answered, inline, explanation)
    const elsewhere = this.#askLater(answered, view)
    const known = { ...inline, ...elsewhere.shadows }
    const publish = this.#glimpse(answered, known, explanation)
    const written = this.#writeLine(answered, known, explanation)
    if (this.#after.pending >= mostPending) publish({})
    else {
      this.#after.do(async () => {
        await written
        await elsewhere.ask()
        publish(elsewhere.shadows)
      })
    }
    return written
  }

  /** Writes an answer down once it is out. */
  recordAfter(answered: Answered): void {
    const { journal, audience, shadows } = this.#options
    if (journal === undefined && audience === undefined && shadows.length === 0) return
    if (this.#after.pending >= mostPending) {
      this.#dropped += 1
      return
    }
    this.#after.do(() => this.#finish(answered))
  }

  /** Writes another event down. */
  recordEvent(read: ReadPayload): Promise<void> {
    const { journal, clock, redact } = this.#options
    if (journal === undefined) return Promise.resolve()
    const at = Math.round(clock.now())
    const write = (): Promise<void> => journal.append(entryLine({ at, event: redact(read) }))
    if (journal.beforeAnswer) return write()
    this.#after.do(() => void write())
    return Promise.resolve()
  }

  /** Resolves when everything is written down. */
  settled(): Promise<void> {
    return this.#after.settled()
  }

  get #isolated(): readonly IsolatedChooser[] {
    return this.#options.shadows.filter((shadow) => shadow.kind === 'isolated')
  }

  #finish(answered: Answered): Promise<void> | void {
    const { verdict, view } = answered
    const shadows = this.#inlineShadows(answered)
    const unexplained = verdict.by?.kind === 'isolated' && this.explains
    if (view === undefined || (this.#isolated.length === 0 && !unexplained)) {
      void this.#write(answered, shadows, verdict.explanation ?? null)
      return
    }
    return this.#finishElsewhere(answered, view, shadows)
  }

  /** The line waits a moment for strangers' strategies and no longer; whoever is later is counted all the same. */
  async #finishElsewhere(answered: Answered, view: LedgerView, inline: Shadows): Promise<void> {
    const { by } = answered.verdict
    let explanation = answered.verdict.explanation ?? null
    const elsewhere = this.#askLater(answered, view)
    const asked = elsewhere.ask()
    const explained =
      by?.kind === 'isolated' && this.explains
        ? by.explain(elsewhere.question, unhurriedMs).then(
            (told) => void (explanation = told),
            () => undefined,
          )
        : undefined
    const all = Promise.all([asked, explained])
    await noLongerThan(patienceMs, all)
    void this.#write(answered, { ...inline, ...elsewhere.shadows }, explanation)
    await all
  }

  /** The strangers' shadows: nobody's answer until they are asked and have said it. */
  #askLater(
    { request, read, verdict }: Answered,
    view: LedgerView,
  ): { readonly question: IsolatedQuestion; readonly shadows: Shadows; readonly ask: () => Promise<unknown> } {
    const question: IsolatedQuestion = { id: request.id, bytes: read.bytes, view }
    const isolated = this.#isolated
    const shadows: Record<string, string | null> = Object.fromEntries(isolated.map(({ name }) => [name, null]))
    const ask = (): Promise<unknown> =>
      Promise.all(
        isolated.map(async (shadow) => {
          try {
            const decision = await shadow.decide(question, unhurriedMs)
            if (shadow instanceof Breaker) shadow.accepted()
            const answer = decision.kind === 'assign' ? decision.agent : null
            shadows[shadow.name] = answer
            this.#compare(shadow.name, answer, verdict)
          } catch (error) {
            const unasked = error instanceof StrategyFailure && error.why === 'circuit-open'
            this.#options.metrics.shadows.inc(shadow.name, unasked ? 'unasked' : 'failed')
          }
        }),
      )
    return { question, shadows, ask }
  }

  #inlineShadows({ request, verdict, view }: Answered): Record<string, string | null> {
    const shadows: Record<string, string | null> = {}
    if (view === undefined) return shadows
    const ledger = ledgerOf(view)
    for (const shadow of this.#options.shadows) {
      if (shadow.kind !== 'inline') continue
      const decision = shadow.strategy.decide(request, ledger)
      shadows[shadow.name] = decision.kind === 'assign' ? decision.agent : null
      this.#compare(shadow.name, shadows[shadow.name] ?? null, verdict)
    }
    return shadows
  }

  #compare(shadow: string, answer: string | null, { decision }: Verdict): void {
    const ours = decision.kind === 'assign' ? decision.agent : null
    this.#options.metrics.shadows.inc(shadow, ours === answer ? 'agrees' : 'disagrees')
  }

  #write(answered: Answered, shadows: Shadows, explanation: Explanation | null): Promise<void> {
    this.#glimpse(answered, shadows, explanation)({})
    return this.#writeLine(answered, shadows, explanation)
  }

  /** What the console is to show, ready to be published, with what shadows said since. Made before the line: see there. */
  #glimpse(answered: Answered, shadows: Shadows, explanation: Explanation | null): (since: Shadows) => void {
    const { audience, clock, ledger } = this.#options
    if (audience === undefined) return () => undefined
    const { request, verdict, tookMs } = answered
    const shown = glimpse(request, ledger(), verdict, { at: Math.round(clock.now()), tookMs, shadows, explanation })
    return (since) => audience.feed.publish({ ...shown, shadow: { ...shadows, ...since } })
  }

  #writeLine(answered: Answered, shadows: Shadows, explanation: Explanation | null): Promise<void> {
    const { journal, audience, clock, redact } = this.#options
    if (journal === undefined && audience === undefined) return Promise.resolve()
    const { request, read, verdict, tookMs, alone } = answered
    const at = Math.round(clock.now())
    const chat = request.chat.id
    const event = redact(read)
    const explained = audience !== undefined
    const decided = { verdict, tookMs, alone, shadows, explanation, explained }
    const line = entryLine({ at, event, decided })
    audience?.recent.add(chat, at, lineText(line))
    return journal === undefined ? Promise.resolve() : journal.append(line)
  }
}

/** Waits for the work, but only so long. */
async function noLongerThan(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([work, late])
  clearTimeout(timer)
}
