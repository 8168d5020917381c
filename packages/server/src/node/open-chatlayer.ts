import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { assumedBotSwitch } from '@pointsman/chatlayer'
import { AgentChatApi } from '@pointsman/inbenta/api'
import { beginChat } from '../bridge/begin-chat.ts'
import { Bridge } from '../bridge/bridge.ts'
import { carry, type Destinations } from '../bridge/carry.ts'
import { catchUp, catchUpWith, catchUpWords } from '../bridge/catch-up.ts'
import { closeUnwanted } from '../bridge/close-unwanted.ts'
import { Links } from '../bridge/links.ts'
import { dropped } from '../bridge/parcels.ts'
import { Unwanted } from '../bridge/unwanted.ts'
import type { WithAivo } from '../aivo/aivo-side.ts'
import type { ChatlayerConfig } from '../config/config.ts'
import { ConfigError } from '../config/config-error.ts'
import { sayNobody } from '../handover/nobody.ts'
import type { Log } from '../log.ts'
import { Gauge } from '../metrics/gauge.ts'
import { FileShelf } from '../outbox/file-shelf.ts'
import { Outbox } from '../outbox/outbox.ts'
import { parseRoster } from '../roster/parse-roster.ts'
import { Roster, type RosterDump } from '../roster/roster.ts'
import type { ChatlayerServing } from '../server.ts'
import type { StateFolder } from './state-folder.ts'

/** Chatlayer, served; and what has to be let go of at the end. */
export interface OpenChatlayer {
  readonly serving: ChatlayerServing
  readonly gauges: readonly Gauge[]
  close(): Promise<void>
}

/** Opens what the key `chatlayer` describes. Throws a ConfigError where that cannot be. */
export async function openChatlayer(
  config: ChatlayerConfig,
  aivo: Destinations['aivo'],
  folder: string,
  state: StateFolder,
  log: Log,
): Promise<OpenChatlayer> {
  const { verifyToken, payload, actions, nobody } = config
  const roster =
    config.roster === undefined
      ? undefined
      : await openRoster(resolve(folder, config.roster), config.roster, state, log)
  const carried = actions === undefined ? undefined : await openOutbox(config, aivo, state, log)
  const to = roster ?? carried?.to
  return {
    serving: {
      verifyToken,
      payload,
      to,
      ...(nobody === undefined || carried === undefined ? {} : { sayNobody: sayNobody(nobody, carried.outbox) }),
    },
    gauges: carried?.gauges ?? [],
    close: async () => {
      await carried?.close()
      await roster?.kept()
    },
  }
}

async function openRoster(path: string, shown: string, state: StateFolder, log: Log): Promise<Roster> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new ConfigError(
      `chatlayer.roster: expected a roster file, got ${code === 'ENOENT' ? 'nothing' : code} at ${shown}`,
    )
  }
  // Who has which chat stands, written down or not.
  const save = (dump: RosterDump): Promise<void> =>
    state
      .saveRoster(dump)
      .catch((error: unknown) => log.error({ error: (error as Error).message }, 'the roster cannot be written down'))
  try {
    return new Roster(parseRoster(text), await state.roster(), save)
  } catch (error) {
    throw new ConfigError(`chatlayer.roster: ${shown}: ${(error as Error).message}`)
  }
}

/** Pauses between looking what was missed: soon after a start, when tellings may still go astray, and then every minute. */
const catchUpMs: readonly [number, ...number[]] = [2_000, 10_000, 60_000]
/** In ending, so long at most is waited for what is on its way. */
const patienceMs = 1500

interface Carried {
  readonly outbox: Outbox
  readonly to: Bridge | WithAivo | undefined
  readonly gauges: readonly Gauge[]
  readonly close: () => Promise<void>
}

async function openOutbox(
  config: ChatlayerConfig,
  aivo: Destinations['aivo'],
  state: StateFolder,
  log: Log,
): Promise<Carried> {
  const { actions, agentChat, payload } = config
  const { url = '', token = '', pause, resume } = actions ?? {}
  const api = agentChat === undefined ? undefined : apiOf(agentChat)
  // Apart: an id of the one platform says nothing on the other.
  const shelf = api !== undefined ? 'links' : config.aivo === true ? 'aivo-links' : undefined
  const links = shelf === undefined ? undefined : await Links.open(await FileShelf.at(state.path, shelf))
  // The outbox tries again: repeats underneath it would hide what may have been taken.
  const once = agentChat === undefined ? undefined : apiOf(agentChat, 1)
  const unwanted = once === undefined ? undefined : new Unwanted((chat) => closeUnwanted(once, chat))
  const outbox = await Outbox.open({
    shelf: await FileShelf.at(state.path, 'outbox'),
    deliver: carry({
      api: once,
      closeUnwanted: unwanted === undefined ? undefined : (chat) => unwanted.close(chat),
      aivo,
      actions: { url: url.replace(/\/+$/, ''), token },
      links,
      botSwitch: { pause: pause ?? assumedBotSwitch.pause, resume: resume ?? assumedBotSwitch.resume },
    }),
    after: (ms, run) => {
      const timer = setTimeout(run, ms)
      return () => clearTimeout(timer)
    },
    onBuried: ({ id }, why) => log.error({ parcel: id, why }, 'given up: it is with the dead letters'),
  })
  const gauges = [
    new Gauge('pointsman_outbox_waiting', 'What has not reached the other system yet.', () => outbox.waiting),
    new Gauge('pointsman_outbox_buried', 'What was given up since the start.', () => outbox.buried),
    new Gauge('pointsman_conversations', 'Conversations that are with Agent Chat or Aivo.', () => links?.open ?? 0),
  ]
  const closeAll = async (): Promise<void> => {
    await outbox.close(patience())
    await links?.shut()
  }
  if (links === undefined) return { outbox, to: undefined, gauges, close: closeAll }
  if (api === undefined || unwanted === undefined) {
    const forwards = aivo !== undefined
    if (!forwards) log.warn({}, 'without "aivo.message" nothing that customers say reaches who attends them in Aivo')
    return { outbox, to: { kind: 'aivo', links, outbox, forwards }, gauges, close: closeAll }
  }
  const { stop, first, soon } = everySoOften(catchUpMs, () => catchUp({ api, links, outbox }), log)
  const drop = async (chat: string): Promise<void> => {
    // At once if it can be: who asks again is not to be given the chat that is about to be closed.
    if ((await unwanted.close(chat)).kind !== 'done') await outbox.put(dropped(chat))
  }
  const source = agentChat?.source
  const bridge = new Bridge({
    links,
    outbox,
    begin: (event, signal) =>
      beginChat(event, {
        api,
        reading: payload,
        source,
        claim: (chat) => unwanted.claim(chat, event.session),
        drop: (chat) => {
          unwanted.release(event.session)
          return drop(chat)
        },
        signal,
      }),
    release: (session) => unwanted.release(session),
    drop,
    catchUp: (linked) => catchUpWith(linked, { api, links, outbox }),
    limit: () => AbortSignal.timeout(agentChat?.withinMs ?? 15_000),
    catchUpWords: (linked) => catchUpWords(linked, { api, links, outbox }),
    caughtUp: first,
    missed: soon,
  })
  const close = async (): Promise<void> => {
    stop()
    await closeAll()
  }
  return { outbox, to: bridge, gauges, close }
}

function patience(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, patienceMs).unref())
}

function apiOf({ url, appId, secret }: NonNullable<ChatlayerConfig['agentChat']>, attempts?: number): AgentChatApi {
  return new AgentChatApi({ url, credentials: { appId, secret }, ...(attempts === undefined ? {} : { attempts }) })
}

interface Repeated {
  readonly stop: () => void
  /** When the first time is over. */
  readonly first: Promise<void>
  /** Begins the pauses anew. */
  readonly soon: () => void
}

/** At once, and again and again, after these pauses and then always after the last of them; where it fails, after the second. */
function everySoOften(pauses: readonly [number, ...number[]], work: () => Promise<void>, log: Log): Repeated {
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false
  let done = 0
  const plan = (): void => {
    clearTimeout(timer)
    if (!over) timer = setTimeout(() => void run(), pauses[Math.min(done++, pauses.length - 1)])
  }
  const run = async (): Promise<void> => {
    try {
      await work()
    } catch (error) {
      done = Math.min(done, 1)
      log.warn({ error: (error as Error).message }, 'Agent Chat cannot be asked')
    }
    plan()
  }
  return {
    first: run(),
    stop: () => {
      over = true
      clearTimeout(timer)
    },
    soon: () => {
      done = 0
      plan()
    },
  }
}
