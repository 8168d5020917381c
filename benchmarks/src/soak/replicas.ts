import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { hasRedis, startRedis } from '@pointsman/server/testing'
import { Client } from './client.ts'
import { budgetMs, configure, secret } from './folder.ts'
import { burst, same, usual } from './kinds/asking.ts'
import type { Kind } from './kind.ts'
import type { Report } from './report.ts'
import { startServer } from './server-process.ts'
import { written, type WrittenChat } from './written.ts'

const workers = 16
const patienceMs = 20_000

/** What was asked of two replicas, and what is wrong with it unless one of them answered alone. */
interface Asked {
  readonly kind: Kind
  readonly turn: number
  readonly wrong: string | undefined
}

/** Two replicas on one Redis, which is frozen, and killed and started again, while they are asked. */
export async function replicas(base: string, wanted: number, report: Report): Promise<number> {
  if (!hasRedis) {
    report.figure('two replicas', 'not tried: no redis-server is installed')
    return 0
  }
  const redis = await startRedis()
  const folders = [join(base, 'one'), join(base, 'other')]
  const servers = await Promise.all(
    folders.map(async (folder) => {
      await mkdir(folder)
      const store = { kind: 'redis', url: redis.url, timeoutMs: 500 }
      return startServer(await configure(folder, { store }))
    }),
  )
  const client = new Client(
    servers.map(({ url }) => url),
    secret,
  )
  const asked: Asked[] = []
  let turns = 0
  const ask = async (): Promise<void> => {
    const turn = turns++
    const kind = turn % 41 === 0 ? burst : turn % 211 === 1 ? same : usual
    asked.push({ kind, turn, wrong: await kind.send(turn, client) })
  }
  const load = async (over: () => boolean): Promise<void> => {
    const work = async (): Promise<void> => {
      while (!over()) await ask()
    }
    await Promise.all(Array.from({ length: workers }, work))
  }
  const shared = async (): Promise<boolean> =>
    (await Promise.all(servers.map((server) => server.metric('pointsman_store_shared')))).every((value) => value === 1)
  const sharing = async (): Promise<string | undefined> => {
    const began = performance.now()
    while (!(await shared())) {
      if (performance.now() - began > patienceMs) return 'they go on alone'
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
    return undefined
  }
  /** Something is done to Redis under load, and then undone. */
  const trouble = async (begin: () => unknown, forMs: number, end: () => unknown): Promise<string | undefined> => {
    let over = false
    const loading = load(() => over)
    await begin()
    await new Promise((resolve) => setTimeout(resolve, forMs))
    const alone = !(await shared())
    await end()
    const wrong = await sharing()
    over = true
    await loading
    return alone ? wrong : 'nobody noticed'
  }

  const frozen = report.row('Redis frozen under load', 'answers in time, then sharing again')
  const killed = report.row('Redis killed under load', 'answers in time, then sharing again')
  await sharing()
  for (const share of [1 / 3, 2 / 3, 1]) {
    await load(() => client.sent >= wanted * share)
    if (share === 1) break
    const freeze = (): void => redis.signal('SIGSTOP')
    report.tell(frozen, await trouble(freeze, 1200, () => redis.signal('SIGCONT')))
    report.tell(
      killed,
      await trouble(
        () => redis.stop(),
        800,
        () => redis.start(),
      ),
    )
  }
  const misses = await Promise.all(servers.map((server) => server.metric('pointsman_deadline_misses_total')))
  report.zero(
    'deadline misses, by the server',
    misses.reduce((sum, value) => sum + value, 0),
  )
  client.close()
  const codes = await Promise.all(servers.map((server) => server.end('SIGTERM')))
  report.zero('exit code after SIGTERM', codes.every((code) => code === 0) ? 0 : 1)
  await redis.end()

  const chats = new Map<string, WrittenChat>()
  for (const folder of folders) {
    const found = await written(join(folder, 'journal'))
    report.zero('malformed journal lines', found.broken)
    for (const [chat, line] of found.chats) {
      const other = chats.get(chat)
      const both =
        other === undefined ? line : { ...line, lines: line.lines + other.lines, alone: line.alone || other.alone }
      chats.set(chat, both)
    }
  }
  report.zero('lost journal lines', [...client.named.keys()].filter((chat) => !chats.has(chat)).length)
  report.zero('answers over the budget, by our clock', client.late(budgetMs))
  const rows = new Map(
    [usual, burst, same].map((kind) => [kind, report.row(`two replicas: ${kind.name}`, kind.expected)]),
  )
  let alone = 0
  for (const { kind, turn, wrong } of asked) {
    const lines = chatsOf(kind, turn).flatMap((chat) => chats.get(chat) ?? [])
    // What is promised by who cannot see the other is promised twice, as documented, and said to be.
    if (kind !== usual && lines.some((line) => line.alone)) alone++
    else {
      const doubled = lines.some((line) => line.lines > 1) ? 'several lines' : undefined
      report.tell(rows.get(kind) as ReturnType<Report['row']>, wrong ?? doubled)
    }
  }
  report.figure('without Redis', `${alone} bursts and repeats were answered alone, and are held to nothing`)
  return client.sent
}

function chatsOf(kind: Kind, turn: number): readonly string[] {
  if (kind === burst) return Array.from({ length: 8 }, (_, i) => `burst-${turn}-${i}`)
  return [kind === same ? `same-${turn}` : `chat-${turn}`]
}
