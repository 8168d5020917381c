import { Redis } from 'ioredis'
import type { LedgerDump } from '@pointsman/core'
import type { Batch } from './memory.ts'

/** Where the log is, and how long Redis may take. */
export interface SharedLogOptions {
  readonly url: string
  readonly prefix: string
  readonly timeoutMs: number
}

/** How far a replica has read: which log, and how many of its entries. */
export interface Place {
  readonly epoch: string
  readonly seen: number
}

/** What came of a step. `lost`: the log is not the one that was being read, or what follows was thrown away. */
export type Step =
  | { readonly kind: 'lost' }
  | { readonly kind: 'read'; readonly appended: boolean; readonly head: number; readonly batches: readonly Batch[] }

/** The whole log: a dump, and what happened since. */
export interface WholeLog {
  readonly place: Place
  readonly dump: LedgerDump
  readonly batches: readonly Batch[]
}

/** Bulky commands may take this long: they hold up no answer. */
const bulkTimeoutMs = 10_000
const mostAtOnce = 1000

/**
 * A log of batches in Redis that all replicas append to and read, so that each folds the same batches in the same order.
 * Its head is moved by one script: whoever appends on condition learns in the same step what they had not seen.
 */
export class SharedLog {
  readonly #fast: Redis
  readonly #bulk: Redis
  readonly #keys: readonly [epoch: string, base: string, log: string, dump: string, dumpedAt: string]

  /** `onGone` is called whenever the connection is: what is in Redis may be something else when it comes back. */
  constructor({ url, prefix, timeoutMs }: SharedLogOptions, onGone: () => void) {
    // In braces: a cluster keeps the keys of one script in one place.
    const key = (name: string): string => `{${prefix}}:${name}`
    this.#keys = [key('epoch'), key('base'), key('log'), key('dump'), key('dumped-at')]
    const options = {
      // A command that cannot be sent now must fail now, and one that was lost must not be sent again later.
      enableOfflineQueue: false,
      autoResendUnfulfilledCommands: false,
      maxRetriesPerRequest: 0,
      connectTimeout: 2000,
      retryStrategy: (times: number) => Math.min(times * 50, 500),
    }
    this.#fast = new Redis(url, { ...options, commandTimeout: timeoutMs })
    this.#bulk = new Redis(url, { ...options, commandTimeout: bulkTimeoutMs })
    // Commands fail with what is wrong; without a listener the same error would end the process.
    for (const client of [this.#fast, this.#bulk]) client.on('error', () => undefined)
    this.#fast.on('close', onGone)
  }

  /** Resolves when there is a connection; rejects after so many milliseconds without one. */
  async connected(withinMs: number): Promise<void> {
    await Promise.all([this.#fast, this.#bulk].map((client) => ready(client, withinMs)))
  }

  /** Reads on, so many entries at most, and appends: always, if nothing is unread, or not at all. */
  async step(
    { epoch, seen }: Place,
    append: 'always' | 'if-read' | 'never',
    batch?: Batch,
    most: number = mostAtOnce,
  ): Promise<Step> {
    const entry = batch === undefined ? '' : JSON.stringify(batch)
    const keys = this.#keys.slice(0, 3)
    const answer = (await this.#fast.eval(stepScript, 3, ...keys, epoch, seen, append, entry, most)) as
      | [0]
      | [1, number, number, string[]]
    if (answer[0] === 0) return { kind: 'lost' }
    const [, appended, head, entries] = answer
    return { kind: 'read', appended: appended === 1, head, batches: entries.map(parse) }
  }

  /** Appends what was done without the log; answers whether it is still the log that was meant. */
  async appendAll(epoch: string, batches: readonly Batch[]): Promise<boolean> {
    for (let i = 0; i < batches.length; i += mostAtOnce) {
      const entries = batches.slice(i, i + mostAtOnce).map((batch) => JSON.stringify(batch))
      if ((await this.#bulk.eval(appendScript, 3, ...this.#keys.slice(0, 3), epoch, ...entries)) !== 1) return false
    }
    return true
  }

  /** Reads everything; undefined where there is nothing yet. */
  async whole(): Promise<WholeLog | undefined> {
    const answer = (await this.#bulk.eval(wholeScript, 5, ...this.#keys)) as
      | [epoch: string, base: string, dump: string, dumpedAt: string, entries: string[]]
      | null
    if (answer === null) return undefined
    const [epoch, base, dump, dumpedAt, entries] = answer
    return {
      place: { epoch, seen: Number(base) + entries.length },
      dump: JSON.parse(dump) as LedgerDump,
      batches: entries.slice(Number(dumpedAt) - Number(base)).map(parse),
    }
  }

  /** Begins the log with what this replica knows; answers whether nobody else was first. */
  async begin(epoch: string, dump: LedgerDump): Promise<boolean> {
    return (await this.#bulk.eval(beginScript, 5, ...this.#keys, epoch, JSON.stringify(dump))) === 1
  }

  /** Replaces what lies behind by a dump made at this place; the last `keep` entries stay for replicas that lag. */
  async compact({ epoch, seen }: Place, dump: LedgerDump, keep: number): Promise<void> {
    await this.#bulk.eval(compactScript, 5, ...this.#keys, epoch, seen, JSON.stringify(dump), keep)
  }

  close(): void {
    this.#fast.disconnect()
    this.#bulk.disconnect()
  }
}

function parse(entry: string): Batch {
  return JSON.parse(entry) as Batch
}

function ready(client: Redis, withinMs: number): Promise<void> {
  if (client.status === 'ready') return Promise.resolve()
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      client.off('ready', done)
      reject(new Error('no connection'))
    }, withinMs)
    const done = (): void => {
      clearTimeout(timer)
      resolve()
    }
    client.once('ready', done)
  })
}

// The log is a list; its first entry is number `base` + 1. An epoch is a name for one log: another one is another log.

const stepScript = `
local epoch = redis.call('GET', KEYS[1])
if not epoch or epoch ~= ARGV[1] then return {0} end
local base = tonumber(redis.call('GET', KEYS[2]))
local head = base + redis.call('LLEN', KEYS[3])
local seen = tonumber(ARGV[2])
if seen < base or seen > head then return {0} end
local appended = 0
if ARGV[3] == 'always' or (ARGV[3] == 'if-read' and seen == head) then
  redis.call('RPUSH', KEYS[3], ARGV[4])
  appended = 1
  head = head + 1
end
return {1, appended, head, redis.call('LRANGE', KEYS[3], seen - base, seen - base + tonumber(ARGV[5]) - 1)}`

const appendScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
for i = 2, #ARGV do redis.call('RPUSH', KEYS[3], ARGV[i]) end
return 1`

const wholeScript = `
local epoch = redis.call('GET', KEYS[1])
if not epoch then return false end
return {epoch, redis.call('GET', KEYS[2]), redis.call('GET', KEYS[4]), redis.call('GET', KEYS[5]),
  redis.call('LRANGE', KEYS[3], 0, -1)}`

const beginScript = `
if redis.call('EXISTS', KEYS[1]) == 1 then return 0 end
redis.call('DEL', KEYS[3])
redis.call('MSET', KEYS[1], ARGV[1], KEYS[2], 0, KEYS[4], ARGV[2], KEYS[5], 0)
return 1`

const compactScript = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
local base = tonumber(redis.call('GET', KEYS[2]))
local seen = tonumber(ARGV[2])
if seen <= tonumber(redis.call('GET', KEYS[5])) then return 0 end
local first = math.max(base, seen - tonumber(ARGV[4]))
redis.call('LTRIM', KEYS[3], first - base, -1)
redis.call('MSET', KEYS[2], first, KEYS[4], ARGV[3], KEYS[5], seen)
return 1`
