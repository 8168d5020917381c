import { join } from 'node:path'
import { Client } from './client.ts'
import { budgetMs, configure, secret } from './folder.ts'
import type { Kind } from './kind.ts'
import { asking, repeats, same, usual } from './kinds/asking.ts'
import { clients } from './kinds/clients.ts'
import { events } from './kinds/events.ts'
import { plugIns } from './kinds/plug-ins.ts'
import { refusals, stranger } from './kinds/refused.ts'
import type { Report } from './report.ts'
import { startServer, type ServerProcess } from './server-process.ts'
import { written } from './written.ts'

const workers = 24
const rare: readonly Kind[] = [...asking, ...refusals, stranger, ...events, ...clients, ...plugIns]
/** Why a plug-in was not asked at all, or only in vain: others of its kind were in its way. */
const inTheWay: ReadonlySet<string> = new Set(['busy', 'circuit-open', 'exited', 'no-time'])

/** Every kind of request at one server: first each by itself, then all of them at once. */
export async function longRun(folder: string, wanted: number, report: Report): Promise<number> {
  const server = await startServer(await configure(folder, { journal: { segmentBytes: 50_000_000 } }))
  const client = new Client([server.url], secret)
  const rows = new Map([usual, ...rare].map((kind) => [kind, report.row(kind.name, kind.expected)]))
  const sent = (kind: Kind): number => rows.get(kind)?.sent ?? 0
  let turns = 0
  const pending: Promise<void>[] = []
  const send = async (kind: Kind, turn: number): Promise<void> => {
    const wrong = await kind.send(turn, client)
    report.tell(rows.get(kind) as ReturnType<Report['row']>, wrong)
  }
  const memory = { start: server.memory(), peak: 0, heldAtStart: await server.held() }
  const watching = setInterval(() => (memory.peak = Math.max(memory.peak, server.memory())), 500)
  const began = performance.now()

  for (const kind of rare) {
    const done = send(kind, turns++)
    if (kind.fails === undefined && kind.slow === true) pending.push(done)
    else await done
    if (kind.fails !== undefined) await recovered(server, () => send(usual, turns++))
  }
  const work = async (): Promise<void> => {
    while (client.sent < wanted) {
      const turn = turns++
      const kind = rare.find(({ every }) => turn % every === 0) ?? usual
      const done = send(kind, turn)
      if (kind.slow === true) pending.push(done)
      else await done
    }
  }
  await Promise.all(Array.from({ length: workers }, work))
  await Promise.all(pending)
  const seconds = (performance.now() - began) / 1000
  clearInterval(watching)

  const failures = await server.metric('pointsman_strategy_failures_total')
  const unasked = await server.metric('pointsman_strategy_failures_total', 'why="circuit-open"')
  const instead = await server.metric('pointsman_decisions_total', 'fallback="true"')
  report.zero('deadline misses, by the server', await server.metric('pointsman_deadline_misses_total'))
  report.zero('failures that no fallback answered', Math.abs(failures - instead))
  report.zero(
    'repeats not told as such',
    Math.abs((await server.metric('pointsman_repeats_total')) - repeats * sent(same)),
  )
  for (const [reason, kinds] of refusedAs()) {
    let counted = 0
    for (const one of reason.split('|')) counted += await server.metric('pointsman_refused_total', `reason="${one}"`)
    const were = kinds.reduce((sum, kind) => sum + sent(kind), 0)
    report.zero(`refusals counted otherwise: ${reason}`, Math.abs(counted - were))
  }
  const lost = await server.metric('pointsman_journal_lost')
  report.zero('journal lines given up', lost + (await server.metric('pointsman_unwritten_dropped')))
  const [end, heldAtEnd] = [server.memory(), await server.held()]
  client.close()
  report.zero('exit code after SIGTERM', (await server.end('SIGTERM')) === 0 ? 0 : 1)

  const blank = [...client.named.values()].filter((agent) => agent === '').length
  report.figure('requests', `${client.sent} in ${seconds.toFixed(0)} s (${Math.round(client.sent / seconds)}/s)`)
  report.figure('answers', `${client.named.size}, of them ${blank} blank; slowest ${client.slowest.toFixed(0)} ms`)
  report.figure(
    'strategy failures',
    `${failures} (${unasked} while it was not asked); answered by the fallback ${instead}`,
  )
  report.figure('memory at start, end', `${memory.start} MiB, ${end} MiB (peak ${memory.peak} MiB)`)
  for (const [what, name] of [
    ['heap', 'heap held, start, end'],
    ['buffers', 'buffers held, start, end'],
  ] as const)
    report.figure(name, `${memory.heldAtStart[what]} MiB, ${heldAtEnd[what]} MiB, without garbage`)
  await compare(folder, client, report)
  return client.sent
}

/** Asks until the strategy itself answers again. */
async function recovered(server: ServerProcess, ask: () => Promise<void>): Promise<void> {
  const failures = (): Promise<number> => server.metric('pointsman_strategy_failures_total')
  for (;;) {
    const before = await failures()
    await ask()
    if ((await failures()) === before) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

/** The kinds that the server has to count as refused, by its own word for why. */
function refusedAs(): ReadonlyMap<string, readonly Kind[]> {
  const of = new Map<string, Kind[]>()
  for (const kind of rare) {
    for (const reason of kind.refusedAs ?? []) of.set(reason, [...(of.get(reason) ?? []), kind])
  }
  return of
}

/** Holds the journal to what was answered. */
async function compare(folder: string, client: Client, report: Report): Promise<void> {
  const { chats, broken } = await written(join(folder, 'journal'))
  const lines = [...chats]
  const off = (name: string, wrong: (chat: string) => boolean): void =>
    report.zero(name, [...client.named.keys()].filter(wrong).length)
  off('lost journal lines', (chat) => !chats.has(chat))
  off('answers otherwise than written', (chat) => chats.get(chat)?.agent !== client.named.get(chat))
  report.zero('doubled journal lines', lines.filter(([, { lines: times }]) => times > 1).length)
  report.zero('malformed journal lines', broken)
  report.zero('answers over the budget, by the journal', lines.filter(([, { tookMs }]) => tookMs > budgetMs).length)
  report.zero('answers over the budget, by our clock', client.late(budgetMs))
  report.zero('invalid ids', report.said('somebody'))
  const passed = lines.filter(([chat]) => chat.startsWith('passes-'))
  report.zero('passes that were none', passed.filter(([, { agent, fallback }]) => (agent === '') === fallback).length)
  for (const { fails, name } of plugIns) {
    if (fails === undefined) continue
    const own = lines.filter(([chat]) => chat.startsWith(`${name}-`))
    const right = own.filter(([, { why = '' }]) => fails.includes(why)).length
    const wrong = own.filter(([, { fallback, why = '' }]) => !fallback || !(fails.includes(why) || inTheWay.has(why)))
    report.zero('plug-in failures told as others', wrong.length)
    report.zero('kinds of plug-in failure never met', right > 0 ? 0 : 1)
  }
}
