import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasRedis, startRedis, startSlowLink, type RedisServer } from '@pointsman/server/testing'
import { assignPayload } from './testing/payloads.ts'
import { plugins, writePlugin } from './testing/plugins.ts'
import { spawnServer } from './testing/spawn.ts'
import { discard, newFolder, type TestServer } from './testing/start.ts'

// Whether the budget was kept is told by the servers, in processes of their own: here, what is asked and what answers would
// also wait for each other.
const budgetMs = 2000
const platformMs = 5000

describe.skipIf(!hasRedis)('two replicas on one Redis', () => {
  let redis: RedisServer
  let replicas: readonly [TestServer, TestServer]

  beforeAll(async () => {
    redis = await startRedis()
    const config = { budgetMs, store: { kind: 'redis', url: redis.url, timeoutMs: 150 } }
    replicas = [await spawnServer(config), await spawnServer(config)]
  })
  afterAll(async () => {
    for (const replica of replicas) {
      await replica.stop()
      await discard(replica.folder)
    }
    await redis.end()
  })

  /** Asks the replicas in turn; answers whom they named and the longest time one took. */
  async function askBoth(
    payloads: readonly unknown[],
  ): Promise<{ readonly named: readonly string[]; readonly slowest: number }> {
    let slowest = 0
    const named = await Promise.all(
      payloads.map(async (payload, i) => {
        const began = performance.now()
        const answer = await (replicas[i % 2] as TestServer).ask(payload)
        slowest = Math.max(slowest, performance.now() - began)
        return answer
      }),
    )
    return { named, slowest }
  }

  async function sharing(): Promise<void> {
    const shared = (replica: TestServer): Promise<number> => replica.metric('pointsman_store_shared')
    await expect.poll(() => Promise.all(replicas.map(shared)), { timeout: 10_000 }).toEqual([1, 1])
  }

  test('D4 never have more named for an agent than there are free slots, asked at once', async () => {
    await sharing()
    const agents = [
      { id: 'x3', capacity: 3 },
      { id: 'y1', capacity: 1 },
    ]
    const { named } = await askBoth(Array.from({ length: 40 }, () => assignPayload(agents)))
    expect(named.filter((agent) => agent === 'x3')).toHaveLength(3)
    expect(named.filter((agent) => agent === 'y1')).toHaveLength(1)
    expect(named.filter((agent) => agent === '')).toHaveLength(36)
  })

  test('D5 give the same request one answer and one reservation', async () => {
    const body = JSON.stringify(
      assignPayload([
        { id: 'p', capacity: 9 },
        { id: 'q', capacity: 9 },
      ]),
    )
    const before = await replicas[0].metric('pointsman_reservations')
    const { named } = await askBoth(Array.from({ length: 50 }, () => body))
    expect(new Set(named).size).toBe(1)
    await replicas[0].ask(assignPayload([]))
    expect(await replicas[0].metric('pointsman_reservations')).toBe(before + 1)
  })

  test('V7 answer every request in budget while Redis is frozen, say so in the journal, and share again afterwards', async () => {
    await sharing()
    redis.signal('SIGSTOP')
    const agents = [{ id: 'frozen', capacity: 100 }]
    const during = await askBoth(Array.from({ length: 60 }, () => assignPayload(agents)))
    redis.signal('SIGCONT')
    expect(during.named.every((agent) => agent === 'frozen')).toBe(true)
    expect(during.slowest).toBeLessThan(platformMs)
    await sharing()
    const after = await askBoth(Array.from({ length: 80 }, () => assignPayload(agents)))
    expect(after.named.filter((agent) => agent === 'frozen')).toHaveLength(40)
    for (const replica of replicas) expect(await replica.metric('pointsman_deadline_misses_total')).toBe(0)
  })

  test('V7 answer every request in budget while Redis is stopped and restarted under load, and share again', async () => {
    await sharing()
    const slow: number[] = []
    const load: { over: boolean } = { over: false }
    const loading = (async () => {
      while (!load.over) {
        const { slowest } = await askBoth(
          Array.from({ length: 10 }, () => assignPayload([{ id: 'busy', capacity: 9000 }])),
        )
        slow.push(slowest)
      }
    })()
    await redis.stop()
    await new Promise((resolve) => setTimeout(resolve, 300))
    await redis.start()
    await sharing()
    load.over = true
    await loading
    expect(Math.max(...slow)).toBeLessThan(platformMs)
    for (const replica of replicas) expect(await replica.metric('pointsman_deadline_misses_total')).toBe(0)
    const { named } = await askBoth(Array.from({ length: 30 }, () => assignPayload([{ id: 'again', capacity: 7 }])))
    expect(named.filter((agent) => agent === 'again')).toHaveLength(7)
  })

  test('V7 answer a burst in budget where every round trip to Redis takes 80 ms', async () => {
    const link = await startSlowLink(Number(new URL(redis.url).port), 40)
    const store = { kind: 'redis', url: `redis://127.0.0.1:${link.port}`, prefix: 'slow', timeoutMs: 250 }
    const server = await spawnServer({ budgetMs, store })
    let slowest = 0
    const named = await Promise.all(
      Array.from({ length: 80 }, async () => {
        const began = performance.now()
        const answer = await server.ask(assignPayload([{ id: 'burst', capacity: 80 }]))
        slowest = Math.max(slowest, performance.now() - began)
        return answer
      }),
    )
    expect(named.every((agent) => agent === 'burst')).toBe(true)
    expect(slowest).toBeLessThan(platformMs)
    expect(await server.metric('pointsman_deadline_misses_total')).toBe(0)
    await server.stop()
    await discard(server.folder)
    await link.end()
  })

  test('V7 answer in budget where a plug-in loops and Redis freezes meanwhile', async () => {
    const own = await startRedis()
    const folder = await newFolder()
    const path = await writePlugin(folder, 'loops', plugins.loops)
    const store = { kind: 'redis', url: own.url, timeoutMs: 250 }
    const server = await spawnServer({ budgetMs, store, strategy: 'loops', plugins: [path] }, folder)
    const began = performance.now()
    const answering = server.ask(assignPayload([{ id: 'a' }]))
    await new Promise((resolve) => setTimeout(resolve, 150))
    own.signal('SIGSTOP')
    expect(await answering).toBe('a')
    expect(performance.now() - began).toBeLessThan(platformMs)
    expect(await server.metric('pointsman_deadline_misses_total')).toBe(0)
    await server.stop()
    await discard(folder)
    await own.end()
  })

  test('V7 the journal says which answers were given alone', async () => {
    const config = { store: { kind: 'redis', url: 'redis://127.0.0.1:1', timeoutMs: 50 } }
    const server = await spawnServer(config)
    expect(await server.metric('pointsman_store_shared')).toBe(0)
    expect(await server.ask(assignPayload([{ id: 'a' }]))).toBe('a')
    await server.stop()
    expect((await server.journal())[0]?.decision).toMatchObject({ alone: true })
    await discard(server.folder)
  })
})
