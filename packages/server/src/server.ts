import { builtin, type Strategy } from '@pointsman/core'
import type { OffloadEvent, OffloadReading } from '@pointsman/chatlayer'
import {
  decodeFacts,
  parsePayload,
  PayloadReader,
  readWhole,
  webHmac,
  type ByteTools,
  type DecodeOptions,
  type Hmac,
  type ReadPayload,
  type ReplyShape,
} from '@pointsman/inbenta'
import { aivoSide, type AivoQueueServing, type WithAivo } from './aivo/aivo-side.ts'
import { createApp } from './app.ts'
import { Bridge } from './bridge/bridge.ts'
import { Breaker } from './choose/breaker.ts'
import type { Chooser } from './choose/chooser.ts'
import type { GuardLevel } from './choose/guard.ts'
import { EventIntake } from './events/event-intake.ts'
import { eventLine } from './events/event-line.ts'
import { HonourWatch } from './choose/honour.ts'
import { Panel } from './choose/panel.ts'
import { machineClock, type Clock } from './clock.ts'
import { Desk } from './desk.ts'
import { silentLog, type Log } from './log.ts'
import { Gauge } from './metrics/gauge.ts'
import { ServerMetrics } from './metrics/server-metrics.ts'
import { Feed } from './record/feed.ts'
import type { Glimpse } from './record/glimpse.ts'
import type { Journal } from './record/journal.ts'
import { Recent } from './record/recent.ts'
import { Recorder } from './record/recorder.ts'
import type { Line } from './record/line.ts'
import { payloadText } from './record/redact.ts'
import { askDesk } from './handover/ask-desk.ts'
import { RosterHandover } from './handover/roster-handover.ts'
import { AivoRoute } from './routes/aivo.ts'
import { ChatlayerRoute } from './routes/chatlayer.ts'
import { InbentaRoute } from './routes/inbenta.ts'
import { Roster } from './roster/roster.ts'
import { rosterEvent, type RosterEvent } from './roster/roster-event.ts'
import { RosterDesk } from './roster/roster-desk.ts'
import { secretsInMemory, type Secrets } from './secrets.ts'
import { MemoryStore } from './store/memory-store.ts'
import type { Store } from './store/store.ts'
import { BeingRead } from './way-in/being-read.ts'
import { Deadlines } from './way-in/deadlines.ts'
import type { Answering } from './way-in/reply.ts'
import type { SignatureSettings } from './way-in/verify.ts'

/** What a server is made of. Whatever is left out is as `pointsman serve` has it without a file, but without files. */
export interface ServerOptions {
  /** Asked first. Default: `most-free-capacity`. */
  readonly strategy?: Chooser
  /** Asked in turn when it fails. Default: `most-free-capacity`. */
  readonly fallback?: readonly Chooser[]
  readonly shadows?: readonly Chooser[]
  readonly guard?: GuardLevel
  /** Milliseconds from the first byte to the last; at most 4,500. */
  readonly budgetMs?: number
  readonly secrets?: Secrets
  readonly pairing?: boolean
  readonly signature?: SignatureSettings
  readonly reply?: ReplyShape
  readonly decode?: Omit<DecodeOptions, 'id'>
  readonly mostBytes?: number
  readonly store?: Store
  readonly reservationSeconds?: number
  readonly journal?: Journal
  /** A payload as it is written: JSON in one line, in pieces, without what is personal. */
  readonly redact?: (read: ReadPayload) => Line
  /** What is personal in an event of another vendor's is to be changed in place. */
  readonly redactEvent?: (value: unknown) => void
  /** What Aivo's posts must bear; without one anybody may post. */
  readonly aivoToken?: string
  /** Without it nobody puts conversations in Aivo's queue. */
  readonly aivoQueue?: AivoQueueServing
  /** Without it there is no Chatlayer. */
  readonly chatlayer?: ChatlayerServing
  readonly adminToken?: string
  readonly log?: Log
  readonly clock?: Clock
  readonly hmac?: Hmac
  /** Bytes to text; what is not UTF-8 must fail or be replaced, never be misread. */
  readonly text?: (bytes: Uint8Array) => string
  /** Where the runtime has them: rosters that come again and again are then read by what is new in them. */
  readonly bytes?: ByteTools
  /** Runs something when the present answers have been handed over. */
  readonly later?: (run: () => void) => void
}

/** How Chatlayer is served. */
export interface ChatlayerServing {
  readonly verifyToken: string
  readonly payload: OffloadReading
  /** Who takes conversations over: agents of our own, Agent Chat by a bridge, or Aivo. None of them: nobody. */
  readonly to?: Roster | Bridge | WithAivo | undefined
  readonly sayNobody?: ((event: OffloadEvent) => Promise<void>) | undefined
}

/** A server, ready to be handed requests. */
export interface Server {
  readonly fetch: (request: Request, env?: unknown) => Response | Promise<Response>
  /** Inbenta's webhook by itself, for a runtime that can do without Requests and Responses. */
  readonly inbenta: Answering
  readonly metrics: ServerMetrics
  /** The paths that are served, in Hono's spelling. */
  routes(): readonly string[]
  ready(): boolean
  /** Turns readiness off; requests are still answered. */
  drain(): void
  /**
   * Writes everything down and lets go of what it holds. Requests must have been answered. False where a plug-in is stuck
   * in native code: its thread then keeps the process from ending by itself.
   */
  close(): Promise<boolean>
}

/** Of bodies that are being read, all together. */
const mostBeingRead = 256 * 1024 * 1024
const recentBytes = 32 * 1024 * 1024
const feedLength = 50

/** Puts a server together. Nothing in it needs Node. */
export function createServer(options: ServerOptions = {}): Server {
  const {
    clock = machineClock,
    log = silentLog,
    budgetMs = 3500,
    reservationSeconds = 30,
    store = new MemoryStore({ clock, reservationSeconds }),
    secrets = secretsInMemory([]),
    journal,
    adminToken,
    mostBytes = 16_000_000,
    later = (run) => void setTimeout(run, 0),
  } = options
  if (!(budgetMs >= 1 && budgetMs <= 4500)) throw new RangeError('budgetMs must be from 1 to 4,500')
  const metrics = new ServerMetrics()
  const recent = new Recent(recentBytes)
  const feed = new Feed<Glimpse>(feedLength)
  const breakers = new Map<Chooser, Breaker>()
  const guarded = (chooser: Chooser): Chooser => {
    if (chooser.kind === 'inline') return chooser
    const breaker = breakers.get(chooser) ?? new Breaker(chooser, clock)
    breakers.set(chooser, breaker)
    return breaker
  }
  const choosers = [options.strategy ?? standard, ...(options.fallback ?? [standard])].map(guarded)
  const shadows = (options.shadows ?? []).map(guarded)
  const recorder = new Recorder({
    clock,
    metrics,
    ledger: () => store.ledger,
    journal,
    redact: options.redact ?? (({ payload }) => [payloadText(payload)]),
    audience: adminToken === undefined ? undefined : { recent, feed },
    shadows,
    later,
  })
  const honour = new HonourWatch(
    clock,
    reservationSeconds * 2,
    (outcome) => metrics.honoured.inc(outcome),
    () => log.warn({}, 'the platform ignored the last 10 answers: is "inbenta.reply" the shape that it expects?'),
  )
  const panel = new Panel(choosers, options.guard ?? 'eligible', clock)
  const decode = options.decode ?? {}
  const desk = new Desk({ clock, log, metrics, store, panel, recorder, honour, decode, budgetMs })
  let draining = false
  metrics.watch(
    new Gauge('pointsman_reservations', 'Agents named and not seen yet.', () => store.reservations),
    new Gauge('pointsman_store_shared', '1 while replicas share the store, 0 while alone.', () => +store.shared),
    new Gauge('pointsman_unwritten', 'Answers whose line is not made yet.', () => recorder.pending),
    new Gauge('pointsman_unwritten_dropped', 'Answers whose line was given up.', () => recorder.dropped),
    new Gauge(
      'pointsman_circuit_open',
      '1 while a strategy is not asked because it kept failing.',
      () => [...breakers.values()].map(({ name, open }) => ({ values: [name], value: +open })),
      ['strategy'],
    ),
  )
  const hmac = options.hmac ?? webHmac()
  const text = options.text ?? ((bytes: Uint8Array) => decoder.decode(bytes))
  const reader = options.bytes === undefined ? undefined : new PayloadReader(options.bytes)
  const limits = {
    mostBytes,
    withinMs: budgetMs,
    beingRead: new BeingRead(Math.max(mostBeingRead, mostBytes)),
    deadlines: new Deadlines(),
  }
  const to = options.chatlayer?.to
  const bridge = to instanceof Bridge ? to : undefined
  const inbenta = new InbentaRoute({
    clock,
    log,
    metrics,
    desk,
    secrets,
    pairing: options.pairing ?? false,
    verifying: {
      settings: options.signature ?? { input: 'body', encoding: 'auto' },
      hmac,
      decode: text,
    },
    read: (bytes) => reader?.read(bytes) ?? readWhole(parsePayload(text(bytes)), bytes),
    reply: options.reply ?? 'agentId',
    body: limits,
    draining: () => draining,
    heard: bridge === undefined ? undefined : (payload) => bridge.heard(payload),
  })
  const intake = new EventIntake({
    clock,
    store,
    journal,
    redact: (event, source) => eventLine(event, source, options.redactEvent ?? (() => undefined)),
  })
  const reading = { hmac, decode: text, ...limits }
  const withAivo = to !== undefined && 'kind' in to ? to : undefined
  const { desk: queueDesk, handover: aivoHandover } = aivoSide({
    queue: options.aivoQueue,
    chatlayer: withAivo === undefined ? undefined : { ...withAivo, reading: options.chatlayer?.payload ?? {} },
    intake,
    log,
    calls: metrics.queueCalls,
    now: () => clock.now(),
  })
  const aivo = new AivoRoute({
    intake,
    metrics,
    reading,
    token: options.aivoToken,
    desk: queueDesk,
    heard: aivoHandover === undefined ? undefined : (event) => aivoHandover.heard(event),
  })
  const now = (): number => clock.now() / 1000
  const tellRoster = async (event: RosterEvent): Promise<void> => {
    const text = rosterEvent(event)
    const { agent, at, chat, trigger } = event
    const facts = decodeFacts(parsePayload(text))
    const told = { source: 'inbenta', text, id: `roster:${trigger}:${chat}:${agent}:${at}`, facts } as const
    // It has happened, written down or not.
    await intake
      .take(told)
      .catch((error: unknown) => log.error({ error: (error as Error).message }, 'not written down'))
  }
  const chatlayer =
    options.chatlayer === undefined
      ? undefined
      : new ChatlayerRoute({
          intake,
          metrics,
          log,
          reading,
          verifyToken: options.chatlayer.verifyToken,
          payload: options.chatlayer.payload,
          handover:
            to instanceof Roster
              ? new RosterHandover({
                  roster: to,
                  reading: options.chatlayer.payload,
                  ask: askDesk(desk, clock),
                  now,
                  tell: tellRoster,
                })
              : (aivoHandover ?? bridge),
          arrivesElsewhere: aivoHandover !== undefined,
          sayNobody: options.chatlayer.sayNobody,
        })
  const ready = (): boolean => !draining && desk.inTime
  const app = createApp({
    inbenta,
    aivo,
    aivoQueue:
      queueDesk === undefined
        ? undefined
        : { desk: queueDesk, handover: aivoHandover, reading, now: () => clock.now() },
    chatlayer,
    roster: to instanceof Roster ? new RosterDesk(to, tellRoster, now) : undefined,
    metrics,
    log,
    adminToken,
    recent,
    feed,
    journal,
    budgetMs,
    ready,
    draining: () => draining,
  })
  return {
    fetch: (request, env) => app.fetch(request, env as never),
    inbenta: (arrival, reply) => inbenta.answer(arrival, reply),
    metrics,
    routes: () => [...new Set(app.routes.map(({ path }) => path))].filter((path) => path !== '/*'),
    ready,
    drain: () => {
      draining = true
      feed.end()
    },
    close: async () => {
      draining = true
      feed.end()
      await recorder.settled()
      await journal?.close()
      await store.close()
      const ended = await Promise.all([...breakers.values()].map((breaker) => breaker.close()))
      return ended.every(Boolean)
    },
  }
}

const decoder = new TextDecoder()

/** A strategy of ours as the server asks it. */
export function inline(strategy: Strategy, version: string): Chooser {
  return { kind: 'inline', name: strategy.name, version, strategy }
}

const standard = inline(builtin('most-free-capacity') as Strategy, 'builtin')
