import { randomBytes } from 'node:crypto'
import type { AgentTraits, WorldChat } from '@pointsman/world'
import { ScaledClock } from './clock/scaled-clock.ts'
import { listen, type Listening } from './listen.ts'
import { pageRoutes } from './page/page-routes.ts'
import { Traffic } from './page/traffic.ts'
import { AgentChat } from './platform/agent-chat.ts'
import type { ChatTraits } from './platform/emulated-chat.ts'
import type { Observer } from './platform/observer.ts'
import { defaultSettings, type Settings } from './platform/settings.ts'
import { restApp } from './rest/app.ts'
import type { Credentials } from './rest/credentials.ts'
import { AnswerCounts, type Answers } from './webhook/answer-counts.ts'
import { restore } from './state/restore.ts'
import { StateFile } from './state/state-file.ts'
import { stateObserver } from './state/state-observer.ts'
import type { DeliveryCounts } from './webhook/deliveries.ts'
import { eventObserver } from './webhook/event-observer.ts'
import type { Target } from './webhook/target.ts'
import { usualTriggers } from './webhook/triggers.ts'
import { Webhooks } from './webhook/webhooks.ts'
import type { Profile } from './words/profile.ts'
import { Wire } from './words/wire.ts'

/** How an emulator is started; whatever is left out is made up. */
export interface EmulatorOptions {
  /** 0: any free port. */
  readonly port?: number | undefined
  readonly host?: string | undefined
  readonly credentials?: Partial<Credentials> | undefined
  readonly settings?: Partial<Settings> | undefined
  readonly agents: readonly AgentTraits[]
  readonly profiles?: ReadonlyMap<string, Profile> | undefined
  /** Whether they are all online at the start. Default true. */
  readonly online?: boolean | undefined
  /** Seconds of the world in one second of the wall's; Infinity: as fast as can be. Default 1. */
  readonly speed?: number | undefined
  /** How long a webhook's answer is waited for, by the clock on the wall. Default 5000, as documented. */
  readonly timeoutMs?: number | undefined
  readonly observers?: readonly Observer[] | undefined
  readonly newRecord?: ((traits: ChatTraits) => WorldChat) | undefined
  /** Unix seconds at which the world begins. Default: now. */
  readonly epoch?: number | undefined
  /** A folder in which users, chats, messages, agents' statuses, webhooks and keys are kept, to be known again after a restart. */
  readonly state?: string | undefined
  /** Whether the world's clock stands still until `start` is called. Default false. */
  readonly waiting?: boolean | undefined
}

/** An emulator that is running. */
export interface Emulator {
  readonly url: string
  readonly credentials: Credentials
  readonly platform: AgentChat
  readonly webhooks: Webhooks
  /** What became of the questions to webhooks so far. */
  readonly answers: Answers
  readonly deliveries: Readonly<DeliveryCounts>
  /** Registers a webhook as the platform's own settings do: with this secret, whatever the handshake says. */
  addWebhook(url: string, options?: { readonly secret?: string; readonly events?: readonly string[] }): Target
  /** Lets the clock run, where it was to wait. */
  start(): void
  stop(): Promise<void>
}

/** Starts an emulator. Rejects where the port cannot be had, and with a StateError where the state cannot. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { agents, newRecord, profiles, speed = 1 } = options
  const settings: Settings = { ...defaultSettings, ...options.settings }
  const file = options.state === undefined ? undefined : new StateFile(options.state, settings)
  const before = file?.remembered
  // The world's time never runs back, at whatever speed it ran before.
  const epoch = Math.max(options.epoch ?? Math.floor(Date.now() / 1000), Math.ceil(before?.latest ?? 0))
  const credentials: Credentials = {
    appId: newId(),
    secret: newSecret(),
    domainKey: newSecret(),
    ...before?.credentials,
    ...options.credentials,
  }
  file?.add({ kind: 'app', credentials })
  const wire = new Wire({ appId: credentials.appId, epoch, wholeSeconds: settings.wholeSeconds, profiles })
  const { timeoutMs = 5000 } = options
  const clock = new ScaledClock(speed)
  const traffic = new Traffic()
  const webhooks = new Webhooks({
    timeoutMs,
    newId,
    newSecret,
    inOrder: settings.hold,
    onRegistered: ({ events, id, secret, url }) => file?.add({ kind: 'webhook', id, url, events: [...events], secret }),
    onPosted: (chat, trigger, outcome, tookMs) => traffic.posted(clock.now(), trigger, chat, outcome, tookMs),
  })
  const counts = new AnswerCounts()
  const platform: AgentChat = new AgentChat({
    settings,
    agents,
    clock,
    ask: (chat, at) => webhooks.ask(wire.assign(chat, platform.world.roster.loggedIn, at)),
    observers: [
      ...(file === undefined ? [] : [stateObserver(file, epoch)]),
      counts,
      eventObserver(webhooks, wire),
      traffic,
      ...(options.observers ?? []),
    ],
    newId,
    newRecord,
  })
  if (before?.credentials !== undefined) {
    for (const target of before.webhooks.values()) webhooks.register({ ...target, events: new Set(target.events) })
    restore(platform, before, epoch)
  } else if (options.online ?? true) platform.setStatus(platform.world.agents, 'online')
  const start = (): void => {
    clock.start()
    platform.settle()
  }
  const desk = { platform, webhooks, wire, credentials }
  const { host = '127.0.0.1', port = 0 } = options
  const app = restApp(desk, newSecret).route('/', pageRoutes({ desk, traffic, answers: () => counts.counts, host }))
  const listening: Listening = await listen(app, { port, host })
  if (options.waiting !== true) start()
  return {
    url: listening.url,
    credentials,
    platform,
    webhooks,
    get answers() {
      return counts.counts
    },
    get deliveries() {
      return webhooks.counts
    },
    addWebhook: (url, { events = usualTriggers, secret } = {}) => {
      // One that was known before a restart was given its secret then.
      const known = webhooks.all.find((target) => target.url === url)
      const target = { ...webhooks.target(url, events, secret ?? known?.secret), ...(known && { id: known.id }) }
      webhooks.register(target)
      return target
    },
    start,
    stop: async () => {
      clock.stop()
      await listening.close()
      webhooks.end()
      file?.close()
    },
  }
}

/** As the platform's ids look: nine letters and digits. */
function newId(): string {
  return Array.from(randomBytes(9), (byte) => letters[byte % letters.length]).join('')
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

function newSecret(): string {
  return randomBytes(24).toString('hex')
}
