import { createHmac } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { resolve } from 'node:path'
import type { LedgerDump } from '@pointsman/core'
import type { DecodeOptions, ReadPayload } from '@pointsman/inbenta'
import { machineClock } from '../clock.ts'
import { makeChoosers } from '../config/choosers.ts'
import { ConfigError } from '../config/config-error.ts'
import type { Config } from '../config/config.ts'
import { FileJournal } from '../journal/file-journal.ts'
import { FolderInUse } from '../journal/lock-folder.ts'
import type { Log } from '../log.ts'
import { Gauge } from '../metrics/gauge.ts'
import type { Line } from '../record/line.ts'
import { anybody, redact, remembered } from '../record/redact.ts'
import { createServer, type Server } from '../server.ts'
import { MemoryStore } from '../store/memory-store.ts'
import { RedisStore } from '../store/redis-store.ts'
import { aivoMessages, openAivoQueue } from './open-aivo-queue.ts'
import { openChatlayer } from './open-chatlayer.ts'
import { nodeBytes } from './node-bytes.ts'
import { nodeHmac } from './node-hmac.ts'
import { nodeText } from './node-text.ts'
import { Redactor } from './redactor.ts'
import { StateFolder } from './state-folder.ts'
import { takeDirectly } from './take-directly.ts'

/** A server with everything that Node has to offer: files, threads, Redis. */
export interface NodeServer extends Server {
  /** Whether no secret is known, so that the first handshake will be taken. */
  readonly unpaired: boolean
  /** Answers the request if it is one that most are: see `takeDirectly`. */
  take(incoming: IncomingMessage, outgoing: ServerResponse): boolean
}

/** Makes the server that a configuration describes. Throws a ConfigError, one line, where that cannot be. */
export async function createNodeServer(config: Config, folder: string, log: Log): Promise<NodeServer> {
  // The folders first: what cannot be is said before threads are started, which would have to be ended again.
  const state = await inFolder('state', config.state, () => StateFolder.at(resolve(folder, config.state), log))
  try {
    return await assemble(config, folder, log, state)
  } catch (error) {
    await state.close()
    throw error
  }
}

async function assemble(config: Config, folder: string, log: Log, state: StateFolder): Promise<NodeServer> {
  const clock = machineClock
  const { reservationSeconds, budgetMs, guard, admin } = config
  const { signature, reply, pairing, maxBytes, emptyRooms, emptyLanguages, capacityCountsInvitations } = config.inbenta
  const decode: Omit<DecodeOptions, 'id'> = {
    emptyRooms,
    emptyLanguages,
    capacityCountsInvitations,
    skills: config.skills,
    ...(config.needs === undefined ? {} : { needs: needsOf(config.needs) }),
  }
  const secrets = await inFolder('state', config.state, () => state.secrets(config.inbenta.secrets))
  const journal = await openJournal(config, folder, log)
  const undo = async (error: unknown): Promise<never> => {
    await journal?.close()
    throw error
  }
  const chatlayer =
    config.chatlayer === undefined
      ? undefined
      : await openChatlayer(config.chatlayer, aivoMessages(config.aivo), folder, state, log).catch(undo)
  const aivoQueue = config.aivo?.queue === undefined ? undefined : await openAivoQueue(config.aivo.queue, state)
  const choosers = await makeChoosers(config, folder, decode, log).catch(async (error: unknown) => {
    await chatlayer?.close()
    await aivoQueue?.close()
    return undo(error)
  })
  const remembering = {
    clock,
    reservationSeconds,
    dump: await state.ledger(),
    save: (dump: LedgerDump) => state.saveLedger(dump),
  }
  const store =
    config.store.kind === 'memory'
      ? new MemoryStore(remembering)
      : await RedisStore.connect({ ...remembering, ...config.store, log })
  const server = createServer({
    ...choosers,
    ...(chatlayer === undefined ? {} : { chatlayer: chatlayer.serving }),
    ...(config.aivo === undefined ? {} : { aivoToken: config.aivo.token }),
    ...(aivoQueue === undefined ? {} : { aivoQueue: aivoQueue.serving }),
    guard,
    budgetMs,
    secrets,
    pairing,
    signature,
    reply,
    decode,
    mostBytes: maxBytes,
    reservationSeconds,
    store,
    ...(config.journal === false || journal === undefined
      ? {}
      : { journal, ...(await redaction(config.journal, state)) }),
    ...(admin === undefined ? {} : { adminToken: admin.token }),
    log,
    clock,
    hmac: nodeHmac(),
    text: nodeText,
    bytes: nodeBytes,
    later: (run) => void setImmediate(run),
  })
  server.metrics.watch(...(chatlayer?.gauges ?? []))
  if (journal !== undefined) {
    server.metrics.watch(
      new Gauge('pointsman_journal_lag_seconds', 'Age of the oldest line not on disk.', () => journal.lagMs / 1000),
      new Gauge('pointsman_journal_healthy', '1 while the disk takes what is written.', () => +journal.healthy),
      new Gauge('pointsman_journal_written', 'Lines written.', () => journal.counts.written),
      new Gauge('pointsman_journal_lost', 'Lines given up.', () => journal.counts.lost),
      new Gauge('pointsman_journal_failures', 'Writes that failed.', () => journal.counts.failures),
    )
  }
  const close = async (): Promise<boolean> => {
    const ended = await server.close()
    await chatlayer?.close()
    await aivoQueue?.close()
    await state.close()
    return ended
  }
  return {
    ...server,
    close,
    unpaired: secrets.known().length === 0,
    take: (incoming, outgoing) => takeDirectly(server.inbenta, incoming, outgoing),
  }
}

function needsOf({ from, format, byQueue }: NonNullable<Config['needs']>): NonNullable<DecodeOptions['needs']> {
  return { from, format, ...(byQueue === undefined ? {} : { byQueue }) }
}

function openJournal(config: Config, folder: string, log: Log): Promise<FileJournal | undefined> {
  if (config.journal === false) return Promise.resolve(undefined)
  const { path, fsync, segmentBytes } = config.journal
  return inFolder('journal.path', path, () =>
    FileJournal.open({ path: resolve(folder, path), fsync, segmentBytes, clock: machineClock, log }),
  )
}

/** What goes wrong with a folder is the configuration's matter. */
async function inFolder<T>(key: string, path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof FolderInUse)
      throw new ConfigError(`${key}: ${error.message}; ${key} in its configuration names one`)
    const { code } = error as NodeJS.ErrnoException
    if (code === undefined) throw error
    throw new ConfigError(`${key}: expected a folder that can be written, got ${code} at ${path}`)
  }
}

/** Of one body so many pseudonyms are worked out: each takes microseconds in which nobody else is answered. */
const mostPseudonyms = 50_000

async function redaction(
  settings: Exclude<Config['journal'], false>,
  state: StateFolder,
): Promise<{ readonly redact: (read: ReadPayload) => Line; readonly redactEvent: (value: unknown) => void }> {
  const key = settings.redactionKey ?? (await state.redactionKey())
  let left = mostPseudonyms
  const pseudonym = remembered((value) =>
    left-- > 0 ? `~${createHmac('sha256', key).update(value).digest('base64url').slice(0, 22)}` : anybody,
  )
  const redactor = new Redactor(settings.redact, pseudonym)
  const names = new Set(settings.redact)
  return {
    redact: (read) => {
      left = mostPseudonyms
      return redactor.write(read)
    },
    redactEvent: (value) => {
      left = mostPseudonyms
      redact(value, names, pseudonym)
    },
  }
}
