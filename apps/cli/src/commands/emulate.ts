import {
  FaultError,
  parseFaults,
  startEmulator,
  startFaultProxy,
  StateError,
  usualTriggers,
  type Emulator,
  type EmulatorObserver,
  type FaultProxy,
} from '@pointsman/emulator'
import { result } from '@pointsman/simulator'
import { answersInWords } from '../emulate/answers-in-words.ts'
import type { Cast } from '../emulate/cast.ts'
import { decisionLine } from '../emulate/decision-line.ts'
import { desk } from '../emulate/desk.ts'
import { openingLines } from '../emulate/opening-lines.ts'
import { pair } from '../emulate/pair.ts'
import { stage } from '../emulate/stage.ts'
import { BadInput } from '../input/bad-input.ts'
import { readScenario } from '../input/read-scenario.ts'
import { resultInWords } from '../simulate/result-in-words.ts'
import { shortcomings } from '../simulate/shortcomings.ts'
import type { Surroundings } from '../surroundings.ts'
import { pageOf } from '../terminal/page.ts'
import { Progress } from '../terminal/progress.ts'
import { warn } from '../terminal/warn.ts'
import { write } from '../terminal/write.ts'

/** The options of `emulate`. */
export interface EmulateOptions {
  readonly port: number
  readonly host: string
  readonly webhook: readonly string[]
  readonly secret?: string
  readonly events?: readonly string[]
  readonly appId?: string
  readonly appSecret?: string
  readonly domainKey?: string
  readonly mode?: 'queue' | 'search'
  readonly speed?: number
  readonly seed: number
  readonly hold?: boolean
  readonly timeout: number
  readonly scaleTimeout?: boolean
  readonly faults?: string
  readonly state?: string
  readonly json?: boolean
}

/** Faster than this, decisions are too many to be told one by one. */
const readable = 60

/** Stands in for Agent Chat until its scenario is over, or it is interrupted. */
export async function emulate(
  path: string | undefined,
  options: EmulateOptions,
  surroundings: Surroundings,
): Promise<number> {
  const { json, mode, scaleTimeout, seed, timeout } = options
  const say = warn(surroundings)
  if (path !== undefined && options.state !== undefined) {
    throw new BadInput('--state: expected no scenario beside it: one is played from its beginning')
  }
  if (path !== undefined && mode !== undefined) {
    throw new BadInput('--mode: expected no scenario beside it: it has a platform.mode of its own')
  }
  const scenario = path === undefined ? undefined : await readScenario(path, say)
  const place = scenario?.queues.findIndex(({ transfers = [] }) => transfers.length > 0) ?? -1
  if (place >= 0) {
    throw new BadInput(
      `${path}: $.queues[${place}].transfers: expected none: the platform that is emulated has no transfers`,
    )
  }
  const speed = options.speed ?? (scenario === undefined ? 1 : 60)
  const hold = options.hold ?? scenario !== undefined
  const cast = scenario === undefined ? desk(mode ?? 'queue') : stage(scenario, seed, hold)
  const tell = (line: string): void =>
    void (json === true ? surroundings.stderr : surroundings.stdout).write(`${line}\n`)
  // A line for each decision is progress enough.
  const telling = json !== true && surroundings.stdout.isTTY === true && speed <= readable
  const stop = new AbortController()
  const release = surroundings.onInterrupt(() => stop.abort())
  const progress = new Progress(surroundings)
  const proxies: FaultProxy[] = []
  let emulator: Emulator | undefined
  try {
    const webhooks = await behindFaults(options, proxies)
    emulator = await start(
      cast,
      { ...options, speed, timeoutMs: (1000 * timeout) / (scaleTimeout === true ? speed : 1) },
      telling ? [{ answered: (chat, answered, at) => tell(decisionLine(chat, answered, at)) }] : [],
    )
    for (const line of openingLines(emulator, { hold, speed, secret: options.secret })) tell(line)
    if (!isOfThisMachine(emulator.url)) {
      say(
        `--host ${options.host}: the control page asks for no key; whoever reaches this machine may press its buttons`,
      )
    }
    for (const url of webhooks) {
      const { secret, events = usualTriggers } = options
      const known = secret !== undefined || emulator.webhooks.all.some((one) => one.url === url)
      const target = emulator.addWebhook(url, { events, ...(secret === undefined ? {} : { secret }) })
      if (secret === undefined) tell(`webhook secret   ${target.secret}`)
      await pair(emulator, target, { known, signal: stop.signal, tell })
    }
    cast.begin(emulator.platform)
    emulator.start()
    const interrupted = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()))
    const looking = setInterval(() => {
      if (!telling) progress.reached(cast.offered(), cast.progress(), 'chats')
    }, 200)
    await Promise.race([cast.over, interrupted, ...(stop.signal.aborted ? [undefined] : [])])
    clearInterval(looking)
    progress.done()
    const cutOff = stop.signal.aborted
    if (cutOff) surroundings.stderr.write('pointsman: interrupted; this is what is known so far\n')
    const outcome = cast.outcome(emulator.platform)
    await emulator.webhooks.idle()
    const strategy = webhooks.length > 0 || emulator.webhooks.all.length > 0 ? 'webhook' : 'most-free-capacity'
    const found = result({ scenario: cast.name, strategy, seed }, [outcome])
    const { answers, deliveries } = emulator
    if (path !== undefined && !cutOff) for (const line of shortcomings(found.chats)) say(`${path}: ${line}`)
    const faults = proxies.map(({ counts }) => counts)
    const document = {
      ...found,
      ...(cutOff ? { cutOff } : {}),
      answers,
      deliveries,
      ...(faults.length === 0 ? {} : { faults }),
    }
    const page = pageOf(surroundings)
    const words =
      cutOff && found.chats.offered === 0
        ? `${nothingCounts(cast.offered(), path !== undefined)}\n`
        : resultInWords(found, page, { cutOff, once: true, warmedUp: scenario?.warmup !== undefined })
    await write(
      surroundings.stdout,
      json === true
        ? `${JSON.stringify(document, null, 2)}\n`
        : `\n${words}\n${answersInWords(answers, deliveries, page)}`,
    )
    return 0
  } finally {
    release()
    stop.abort()
    progress.done()
    await emulator?.stop()
    for (const proxy of proxies) await proxy.end()
  }
}

function isOfThisMachine(url: string): boolean {
  return /^(127\.|\[::1\]$)/.test(new URL(url).hostname)
}

/** Why there are no figures yet. */
function nothingCounts(came: number, played: boolean): string {
  if (came === 0) return 'No chat came.'
  return `${came} ${came === 1 ? 'chat' : 'chats'} came${played ? ', all within the warm-up, of which no figure counts any' : ''}.`
}

/** The addresses to post to: each behind a proxy that does what the faults say, where there are to be any. */
async function behindFaults(
  { faults, seed, webhook }: EmulateOptions,
  proxies: FaultProxy[],
): Promise<readonly string[]> {
  for (const url of webhook) {
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      throw new BadInput(
        `--webhook: expected an address that begins with http:// or https://, got ${JSON.stringify(url)}`,
      )
    }
  }
  if (faults === undefined) return webhook
  try {
    const parsed = parseFaults(faults)
    for (const target of webhook) proxies.push(await startFaultProxy({ target, faults: parsed, seed }))
  } catch (error) {
    if (error instanceof FaultError) throw new BadInput(`--${error.message}`)
    throw error
  }
  return proxies.map(({ url }) => url)
}

async function start(
  cast: Cast,
  options: Omit<EmulateOptions, 'speed'> & { readonly speed: number; readonly timeoutMs: number },
  observers: readonly EmulatorObserver[],
): Promise<Emulator> {
  const { appId, appSecret, domainKey, host, port, speed, timeoutMs } = options
  try {
    return await startEmulator({
      port,
      host,
      credentials: {
        ...(appId === undefined ? {} : { appId }),
        ...(appSecret === undefined ? {} : { secret: appSecret }),
        ...(domainKey === undefined ? {} : { domainKey }),
      },
      agents: cast.agents,
      profiles: cast.profiles,
      online: cast.online,
      settings: cast.settings,
      newRecord: cast.newRecord,
      speed,
      timeoutMs,
      waiting: true,
      state: options.state,
      observers: [...cast.observers, ...observers],
    })
  } catch (error) {
    if (error instanceof StateError) throw new BadInput(`--state: ${error.message}`)
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new BadInput(`--port ${port}: expected a port that can be listened on at ${host}, got ${code}`)
  }
}
