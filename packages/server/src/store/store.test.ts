import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  builtin,
  type Agent,
  type Decision,
  type Fact,
  type LedgerDump,
  type Request,
  type Strategy,
} from '@pointsman/core'
import { machineClock } from '../clock.ts'
import { silentLog } from '../log.ts'
import { hasRedis, startRedis, type RedisServer } from '../testing/redis-server.ts'
import { startSlowLink } from '../testing/slow-link.ts'
import { MemoryStore } from './memory-store.ts'
import { RedisStore } from './redis-store.ts'
import type { Choose, Settled, Store } from './store.ts'

/** A kind of store: opens a replica of the store with this name; replicas of one name share. */
interface Kind {
  readonly name: string
  readonly shares: boolean
  open(name: string): Promise<Store>
}

let redis: RedisServer | undefined
beforeAll(async () => {
  if (hasRedis) redis = await startRedis()
})
afterAll(() => redis?.end())

const common = { clock: machineClock, reservationSeconds: 30, log: silentLog }
const kinds: readonly Kind[] = [
  { name: 'memory', shares: false, open: async () => new MemoryStore(common) },
  {
    name: 'redis',
    shares: true,
    open: (prefix) => RedisStore.connect({ ...common, url: (redis as RedisServer).url, prefix, timeoutMs: 1000 }),
  },
]

const roundRobin = builtin('round-robin') as Strategy
const mostFree = builtin('most-free-capacity') as Strategy

function agent(id: string, capacity: number, more: Partial<Agent> = {}): Agent {
  return {
    id,
    status: 'online',
    capacity,
    activeChats: 0,
    pendingInvitations: 0,
    chats: new Set(),
    lastActivityAt: undefined,
    lastLoginAt: undefined,
    queues: new Set(['q']),
    languages: new Set(),
    skills: new Map(),
    rejections: new Set(),
    speed: 1,
    weight: 1,
    attributes: {},
    ...more,
  }
}

function ask(chat: string, agents: readonly Agent[], at = 1000, id = `request for ${chat}`): Request {
  const none: ReadonlySet<string> = new Set()
  return {
    id,
    at,
    agents,
    chat: {
      id: chat,
      queue: 'q',
      language: '',
      createdAt: at,
      source: '',
      customer: `customer of ${chat}`,
      needs: new Map(),
      invited: none,
      rejectedBy: none,
      servedBefore: none,
      sentiment: '',
      priority: 0,
    },
  }
}

function by(strategy: Strategy, request: Request): Choose {
  return (ledger) => strategy.decide(request, ledger)
}

function named(decision: Decision): string {
  return decision.kind === 'assign' ? decision.agent : ''
}

/** A deadline that nothing here comes near to. */
function soon(): number {
  return machineClock.elapsed() + 10_000
}

let stores = 0

const possible = (kind: Kind): boolean => kind.name === 'memory' || hasRedis

describe.each(kinds)('the store in $name', (given) => {
  describe.skipIf(!possible(given))('as any', () => {
    conform(given)
  })
})

/** What every store keeps to. */
function conform({ name: kind, shares, open }: Kind): void {
  const fresh = async (replicas = 1): Promise<readonly Store[]> => {
    const name = `${kind}-${++stores}`
    return Promise.all(Array.from({ length: shares ? replicas : 1 }, () => open(name)))
  }
  const settle = async (store: Store, request: Request, strategy: Strategy = mostFree): Promise<Settled> =>
    store.settle(request, by(strategy, request), soon())

  test('V1 reserves what it names, until a payload shows it', async () => {
    const [store] = (await fresh()) as [Store]
    expect(named((await settle(store, ask('c1', [agent('a', 1)]))).decision)).toBe('a')
    expect(store.reservedFor('c1')).toBe('a')
    expect((await settle(store, ask('c2', [agent('a', 1)]))).decision).toEqual({ kind: 'pass', why: 'none-admitted' })
    const shown = ask('c3', [agent('a', 1, { chats: new Set(['c1']) })])
    expect(named((await settle(store, shown)).decision)).toBe('a')
    await store.close()
  })

  test('V1 counts it, too, for a request that was overtaken by the payload which shows it, at whichever replica', async () => {
    const [one, other = one] = (await fresh(2)) as [Store, Store?]
    await settle(one, ask('c1', [agent('a', 1)], 1000))
    await settle(one, ask('c2', [agent('a', 0, { chats: new Set(['c1']) })], 1001))
    const overtaken = await settle(other, ask('c3', [agent('a', 1)], 1001))
    expect(overtaken.decision).toEqual({ kind: 'pass', why: 'none-admitted' })
    expect(named((await settle(other, ask('c4', [agent('a', 1)], 1002))).decision)).toBe('a')
    await Promise.all([one.close(), other === one ? undefined : other.close()])
  })

  test('V2 answers the same request alike, and remembers it once', async () => {
    const [store] = (await fresh()) as [Store]
    const request = ask('c', [agent('a', 9), agent('b', 9)])
    const answers = await Promise.all(Array.from({ length: 50 }, () => settle(store, request)))
    expect(new Set(answers.map(({ decision }) => named(decision))).size).toBe(1)
    expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1)
    expect(store.reservations).toBe(1)
    expect(store.answered(request.id)).toEqual(answers[0]?.decision)
    await store.close()
  })

  test('V3 never has more named for an agent than there are free slots, however many ask at once at any replica', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat({ max: 4 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 25 }),
        async (slots, requests) => {
          const replicas = await fresh(2)
          const agents = slots.map((capacity, i) => agent(`agent-${i}`, capacity))
          const answers = await Promise.all(
            Array.from({ length: requests }, (_, i) =>
              settle(replicas[i % replicas.length] as Store, ask(`c${i}`, agents)),
            ),
          )
          const total = slots.reduce((sum, slot) => sum + slot, 0)
          const assigned = answers.map(({ decision }) => named(decision)).filter((id) => id !== '')
          expect(assigned.length).toBe(Math.min(requests, total))
          slots.forEach((capacity, i) =>
            expect(assigned.filter((id) => id === `agent-${i}`).length).toBeLessThanOrEqual(capacity),
          )
          for (const store of replicas) await store.close()
        },
      ),
      { seed: 5, numRuns: 15 },
    )
  })

  test('V4 takes turns over all who share it', async () => {
    const replicas = await fresh(2)
    const agents = ['a', 'b', 'c', 'd', 'e'].map((id) => agent(id, 100))
    const turns: string[] = []
    for (let i = 0; i < 20; i++) {
      const store = replicas[i % replicas.length] as Store
      turns.push(named((await settle(store, ask(`c${i}`, agents, 1000 + i), roundRobin)).decision))
    }
    for (let i = 0; i + 5 <= turns.length; i++) expect(new Set(turns.slice(i, i + 5)).size).toBe(5)
    for (const store of replicas) await store.close()
  })

  test('V5 learns facts, and tells whoever watches of each once', async () => {
    const [store, other] = await fresh(2)
    const heard: Fact[] = []
    store?.watch((fact) => heard.push(fact))
    await settle(store as Store, ask('c', [agent('a', 1)]))
    await (other ?? (store as Store)).learn([{ kind: 'accepted', at: 1001, chat: 'c', agent: 'a' }])
    await store?.refresh(ask('d', [agent('a', 1)]), soon())
    expect(store?.reservedFor('c')).toBeUndefined()
    expect(store?.ledger.hasServed('customer of c', 'a')).toBe(true)
    expect(heard.map(({ kind }) => kind)).toEqual(['named', 'accepted'])
    await store?.close()
    await other?.close()
  })

  test('V6 is one memory: any history at any replicas leaves what the same history at one store in memory leaves', async () => {
    const step = fc.record({
      replica: fc.nat({ max: 1 }),
      chat: fc.nat({ max: 5 }),
      what: fc.constantFrom('ask', 'accepted', 'closed', 'refused'),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const replicas = await fresh(2)
        const plain = new MemoryStore(common)
        for (const [i, { replica, chat: number, what }] of steps.entries()) {
          const at = 1000 + i
          const chat = `c${number}`
          const store = replicas[replica % replicas.length] as Store
          if (what === 'ask') {
            const request = ask(chat, [agent('a', 2), agent('b', 2)], at, `request ${i}`)
            expect((await settle(store, request)).decision).toEqual((await settle(plain, request)).decision)
          } else {
            const fact: Fact = what === 'closed' ? { kind: what, at, chat } : { kind: what, at, chat, agent: 'a' }
            await store.learn([fact])
            plain.learn([fact])
          }
        }
        for (const store of replicas) await store.refresh(ask('last', [agent('a', 2)], 1000 + steps.length), soon())
        plain.refresh(ask('last', [agent('a', 2)], 1000 + steps.length))
        for (const store of replicas) {
          for (const id of ['a', 'b']) {
            expect(store.ledger.agent(id)).toEqual(plain.ledger.agent(id))
            expect(store.ledger.reserved(id)).toEqual(plain.ledger.reserved(id))
          }
          expect(store.ledger.virtualTime).toBe(plain.ledger.virtualTime)
          await store.close()
        }
      }),
      { seed: 7, numRuns: 25 },
    )
  })
}

describe.skipIf(!hasRedis)('the store in redis', () => {
  const open = (url: string, prefix: string, more: object = {}): Promise<RedisStore> =>
    RedisStore.connect({ ...common, url, prefix, timeoutMs: 100, ...more })
  const settle = async (store: Store, request: Request): Promise<Settled> =>
    store.settle(request, by(mostFree, request), soon())

  test('V7 answers alone and in time while Redis is frozen, and shares again afterwards, with nothing forgotten', async () => {
    const own = await startRedis()
    const [one, two] = await Promise.all([open(own.url, 'frozen'), open(own.url, 'frozen')])
    await settle(one, ask('before', [agent('a', 1), agent('b', 5)]))
    own.signal('SIGSTOP')
    const began = performance.now()
    const alone = await Promise.all(
      Array.from({ length: 20 }, (_, i) => settle(i % 2 === 0 ? one : two, ask(`during-${i}`, [agent('x', 50)]))),
    )
    expect(performance.now() - began).toBeLessThan(1000)
    expect(alone.every(({ decision, alone }) => alone && named(decision) === 'x')).toBe(true)
    expect([one.shared, two.shared]).toEqual([false, false])
    own.signal('SIGCONT')
    await expect.poll(() => [one.shared, two.shared], { timeout: 10_000 }).toEqual([true, true])
    const after = await settle(two, ask('after', [agent('x', 20)]))
    expect(after).toEqual({ decision: { kind: 'pass', why: 'none-admitted' }, repeated: false, alone: false })
    await one.refresh(ask('look', [agent('x', 1)]), soon())
    expect(one.ledger.reserved('x')).toBe(20)
    expect(two.ledger.reserved('x')).toBe(20)
    await one.close()
    await two.close()
    await own.end()
  })

  test('V7 answers a burst in time where every round trip to Redis takes its time, and hands in afterwards what it did', async () => {
    const own = await startRedis()
    const link = await startSlowLink(Number(new URL(own.url).port), 40)
    const store = await open(`redis://127.0.0.1:${link.port}`, 'slow', { timeoutMs: 250 })
    expect(store.shared).toBe(true)
    const began = machineClock.elapsed()
    const answers = await Promise.all(
      Array.from({ length: 80 }, async (_, i) => {
        const request = ask(`c${i}`, [agent('a', 50)])
        return store.settle(request, by(mostFree, request), began + 1000)
      }),
    )
    expect(machineClock.elapsed() - began).toBeLessThan(1000)
    expect(answers.filter(({ decision }) => named(decision) === 'a')).toHaveLength(50)
    expect(answers.some(({ alone }) => !alone)).toBe(true)
    await expect.poll(() => store.shared, { timeout: 10_000 }).toBe(true)
    const quick = await open(own.url, 'slow', { timeoutMs: 1000 })
    expect(quick.ledger.reserved('a')).toBe(50)
    await store.close()
    await quick.close()
    await link.end()
    await own.end()
  })

  test('V7 an answer that is due does not wait for Redis at all', async () => {
    const own = await startRedis()
    const link = await startSlowLink(Number(new URL(own.url).port), 100)
    const store = await open(`redis://127.0.0.1:${link.port}`, 'due', { timeoutMs: 1000 })
    const request = ask('c', [agent('a', 1)])
    const began = machineClock.elapsed()
    const settled = await store.settle(request, by(mostFree, request), began - 1)
    expect(settled.alone).toBe(true)
    expect(machineClock.elapsed() - began).toBeLessThan(100)
    await store.close()
    await link.end()
    await own.end()
  })

  test('V7 goes on when Redis is restarted empty: the replicas begin the log again from what they know', async () => {
    const own = await startRedis()
    const [one, two] = await Promise.all([open(own.url, 'restarted'), open(own.url, 'restarted')])
    await settle(one, ask('c1', [agent('a', 2)]))
    await two.refresh(ask('look', [agent('a', 2)]), soon())
    await own.stop()
    expect(await settle(one, ask('c2', [agent('b', 1)]))).toMatchObject({ alone: true, decision: { agent: 'b' } })
    await own.start()
    await expect.poll(() => [one.shared, two.shared], { timeout: 10_000 }).toEqual([true, true])
    expect((await settle(two, ask('c3', [agent('b', 1)]))).decision.kind).toBe('pass')
    expect(named((await settle(two, ask('c4', [agent('a', 2)]))).decision)).toBe('a')
    expect((await settle(one, ask('c5', [agent('a', 2)]))).decision.kind).toBe('pass')
    await one.close()
    await two.close()
    await own.end()
  })

  test('V8 starts without Redis, says so, and joins when it comes', async () => {
    const own = await startRedis()
    await own.stop()
    const said: string[] = []
    const log = { ...silentLog, warn: (_: object, message: string) => void said.push(message) }
    const store = await open(own.url, 'late', { log })
    expect(store.shared).toBe(false)
    expect(said).toEqual(['Redis is done without: answering alone'])
    expect(await settle(store, ask('c', [agent('a', 1)]))).toMatchObject({ alone: true, decision: { agent: 'a' } })
    await own.start()
    await expect.poll(() => store.shared, { timeout: 10_000 }).toBe(true)
    const other = await open(own.url, 'late')
    expect((await settle(other, ask('d', [agent('a', 1)]))).decision.kind).toBe('pass')
    await store.close()
    await other.close()
    await own.end()
  })

  test('V9 replaces a long log by a dump, and a replica that joins later knows the same', async () => {
    const { url } = redis as RedisServer
    const one = await open(url, 'compacted', { compactEvery: 20 })
    for (let i = 0; i < 100; i++) await settle(one, ask(`c${i}`, [agent('a', 60), agent('b', 60)], 1000))
    let dump: LedgerDump | undefined
    const two = await open(url, 'compacted', { save: async (saved: LedgerDump) => void (dump = saved) })
    for (const id of ['a', 'b']) expect(two.ledger.agent(id)).toEqual(one.ledger.agent(id))
    expect(two.reservations).toBe(100)
    expect((await settle(two, ask('full', [agent('a', 50), agent('b', 50)]))).decision.kind).toBe('pass')
    await one.close()
    await two.close()
    expect(dump?.reserved).toHaveLength(100)
  })
})
