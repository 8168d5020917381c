import { randomBytes } from 'node:crypto'
import type { AgentTraits, WorldChat } from '@pointsman/world'
import { ScaledClock } from './clock/scaled-clock.ts'
import { listen, type Listening } from './listen.ts'
import { AgentChat } from './platform/agent-chat.ts'
import type { ChatTraits } from './platform/emulated-chat.ts'
import type { Observer } from './platform/observer.ts'
import { defaultSettings, type Settings } from './platform/settings.ts'
import { restApp } from './rest/app.ts'
import type { Credentials } from './rest/credentials.ts'
import { AnswerCounts, type Answers } from './webhook/answer-counts.ts'
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
  /** Whether the world's clock stands still until `start` is called. Default false. */
  readonly waiting?: boolean | undefined
  readonly onPosted?: ((target: Target, trigger: string, outcome: string, tookMs: number) => void) | undefined
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

/** Starts an emulator. Rejects where the port cannot be had. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { agents, epoch = Math.floor(Date.now() / 1000), newRecord, onPosted, profiles, speed = 1 } = options
  const settings: Settings = { ...defaultSettings, ...options.settings }
  const credentials: Credentials = {
    appId: options.credentials?.appId ?? newId(),
    secret: options.credentials?.secret ?? newSecret(),
    domainKey: options.credentials?.domainKey ?? newSecret(),
  }
  const wire = new Wire({ appId: credentials.appId, epoch, wholeSeconds: settings.wholeSeconds, profiles })
  const { timeoutMs = 5000 } = options
  const webhooks = new Webhooks({ timeoutMs, newId, newSecret, inOrder: settings.hold, onPosted })
  const counts = new AnswerCounts()
  const clock = new ScaledClock(speed)
  const platform: AgentChat = new AgentChat({
    settings,
    agents,
    clock,
    ask: (chat, at) => webhooks.ask(wire.assign(chat, platform.world.roster.loggedIn, at)),
    observers: [counts, eventObserver(webhooks, wire), ...(options.observers ?? [])],
    newId,
    newRecord,
  })
  if (options.waiting !== true) clock.start()
  if (options.online ?? true) platform.setStatus(platform.world.agents, 'online')
  const app = restApp({ platform, webhooks, wire, credentials }, newSecret)
  const listening: Listening = await listen(app, { port: options.port ?? 0, host: options.host ?? '127.0.0.1' })
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
      const target = webhooks.target(url, events, secret)
      webhooks.register(target)
      return target
    },
    start: () => clock.start(),
    stop: async () => {
      clock.stop()
      await listening.close()
      webhooks.end()
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
