import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from './client.ts'
import { budgetMs, configure, secret } from './folder.ts'
import { judge } from './judge.ts'
import { payload, roster } from './payload.ts'
import type { Report } from './report.ts'
import { startServer } from './server-process.ts'
import { written, type Written } from './written.ts'

/** A way to end a server that is being asked. */
interface Ending {
  readonly name: string
  readonly expected: string
  readonly signal: NodeJS.Signals
  readonly fsync: string
  /** Answers of the last so many milliseconds may be missing from the journal. */
  readonly mayLoseMs: number
}

/** A crash may cost the last 100 ms; more where the machine is as busy as this makes it, and everybody is late. */
const busyMs = 250

const endings: readonly Ending[] = [
  {
    name: 'SIGTERM under load',
    expected: 'exit 0 within the budget; of all that was answered a line, and of nothing else',
    signal: 'SIGTERM',
    fsync: 'batch',
    mayLoseMs: 0,
  },
  {
    name: 'SIGKILL under load',
    expected: `the journal reads back whole, but for the last ${busyMs} ms`,
    signal: 'SIGKILL',
    fsync: 'batch',
    mayLoseMs: busyMs,
  },
  {
    name: 'SIGKILL, fsync always',
    expected: 'the journal reads back whole',
    signal: 'SIGKILL',
    fsync: 'always',
    mayLoseMs: 0,
  },
]
const rounds = 3
const workers = 16
/** So many take longer than what a crash may lose. */
const leastRequests = 400

/** Servers that are ended in each way while they are asked, and started again on what they left. */
export async function shutDown(folder: string, wanted: number, report: Report): Promise<number> {
  let sent = 0
  for (const ending of endings) sent += await endAgainAndAgain(folder, ending, wanted / endings.length, report)
  return sent
}

async function endAgainAndAgain(base: string, ending: Ending, wanted: number, report: Report): Promise<number> {
  const { name, expected, signal, fsync } = ending
  const folder = join(base, name.replaceAll(/\W+/g, '-'))
  await mkdir(folder)
  const config = await configure(folder, { journal: { fsync } })
  const came: Came[] = []
  for (let round = 0; round < rounds; round++)
    came.push(await endOnce(config, signal, round, Math.max(leastRequests, wanted / rounds)))
  // The next start repairs what the last crash left, and nothing else.
  const last = await startServer(config)
  const code = await last.end('SIGTERM')
  const found = await written(join(folder, 'journal'))
  const row = report.row(name, expected)
  for (const one of came) report.tell(row, code === 0 ? wrongWith(one, found, ending) : `exit code ${code} afterwards`)
  return came.reduce((sum, { client }) => sum + client.sent, 0)
}

/** What came of one server. */
interface Came {
  readonly client: Client
  readonly invalid: readonly string[]
  readonly code: number | string
  /** When it got the signal: `performance.now()`. */
  readonly killedAt: number
  readonly tookMs: number
}

async function endOnce(config: string, signal: NodeJS.Signals, round: number, wanted: number): Promise<Came> {
  const server = await startServer(config)
  const client = new Client([server.url], secret)
  const invalid: string[] = []
  const work = async (worker: number): Promise<void> => {
    for (let i = 0; ; i++) {
      const chat = `round-${round}-${worker}-${i}`
      const agents = roster(worker * 100_000 + i, 20)
      const named = await client.ask(payload(chat, agents), chat)
      if (named.status === 0) return
      const wrong = judge(named, agents)
      if (wrong !== undefined) invalid.push(wrong)
    }
  }
  const working = Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)))
  const all = { gone: false }
  void working.then(() => (all.gone = true))
  while (client.sent < wanted && !all.gone) await new Promise((resolve) => setTimeout(resolve, 10))
  const killedAt = performance.now()
  const code = await server.end(signal)
  const tookMs = performance.now() - killedAt
  await working
  client.close()
  return { client, invalid, code, killedAt, tookMs }
}

function wrongWith(
  { client, invalid, code, killedAt, tookMs }: Came,
  found: Written,
  ending: Ending,
): string | undefined {
  const { signal, mayLoseMs } = ending
  if (invalid.length > 0) return `${invalid.length} answers: ${invalid[0]}`
  if (code !== (signal === 'SIGTERM' ? 0 : signal)) return `it ended with ${code}`
  if (signal === 'SIGTERM' && tookMs > budgetMs) return `it took ${tookMs.toFixed(0)} ms`
  if (client.late(budgetMs) > 0) return `${client.late(budgetMs)} answers over the budget`
  if (found.broken > 0) return `${found.broken} lines that cannot be read`
  const safe = [...client.heardAt].filter(([, at]) => mayLoseMs === 0 || at < killedAt - mayLoseMs)
  const lost = safe.filter(([chat]) => !found.chats.has(chat)).map(([, at]) => killedAt - at)
  if (lost.length > 0)
    return `${lost.length} answers without a line, the first ${Math.max(...lost).toFixed(0)} ms before`
  const otherwise = safe.filter(([chat]) => found.chats.get(chat)?.agent !== client.named.get(chat)).length
  if (otherwise > 0) return `${otherwise} answers otherwise than written`
  const doubled = [...client.named.keys()].filter((chat) => (found.chats.get(chat)?.lines ?? 1) > 1).length
  if (doubled > 0) return `${doubled} answers with several lines`
  // Whoever came too late was not heard; of who was heard there is an answer.
  const cut = signal === 'SIGTERM' ? [...client.unanswered].filter((chat) => found.chats.has(chat)).length : 0
  return cut > 0 ? `${cut} answers cut off` : undefined
}
