// npm run soak [-- REQUESTS]: drives at least so many requests (100,000) of every kind against a real server process.
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRecording } from '@pointsman/recording'
import { soakPlugin } from './soak/plugin.ts'
import { startServer } from './soak/server-process.ts'
import { Traffic } from './soak/traffic.ts'

const wanted = Number(process.argv[2] ?? 100_000)
const workers = 24
const secret = 'the-secret-of-the-soak'
const platformMs = 5000

const folder = await mkdtemp(join(tmpdir(), 'pointsman-soak-'))
const config = join(folder, 'pointsman.json')
await writeFile(join(folder, 'soaked.mjs'), soakPlugin)
await writeFile(
  config,
  JSON.stringify({
    strategy: 'soaked',
    fallback: ['most-free-capacity'],
    shadow: ['round-robin'],
    plugins: ['./soaked.mjs'],
    inbenta: { secrets: [secret] },
    admin: { token: 'soak' },
    journal: { segmentBytes: 50_000_000 },
  }),
)
const server = await startServer(config)
const traffic = new Traffic({ url: server.url, secret, platformMs })
const atStart = server.memory()
const heldAtStart = await server.held()
const began = performance.now()
let peak = atStart
const watching = setInterval(() => {
  peak = Math.max(peak, server.memory())
}, 500)

async function work(): Promise<void> {
  while (traffic.sent < wanted) await traffic.turn()
}
await Promise.all(Array.from({ length: workers }, work))
const seconds = (performance.now() - began) / 1000
clearInterval(watching)
const misses = await server.metric('pointsman_deadline_misses_total')
const failures = await server.metric('pointsman_strategy_failures_total')
const atEnd = server.memory()
const heldAtEnd = await server.held()
traffic.close()
const exitCode = await server.stop()

const recorded = new Map<string, number>()
const recording = readRecording(join(folder, 'journal'))
for await (const batch of recording.batches()) {
  for (const line of batch) {
    if (line.kind === 'request') recorded.set(line.request.chat.id, (recorded.get(line.request.chat.id) ?? 0) + 1)
  }
}
const { chats, ...found } = traffic.findings
const lost = [...chats].filter((chat) => !recorded.has(chat)).length
const doubled = [...recorded.values()].filter((lines) => lines > 1).length
const { torn, malformed } = recording.summary
await rm(folder, { recursive: true, force: true })

console.log(
  `requests              ${traffic.sent} in ${seconds.toFixed(0)} s (${Math.round(traffic.sent / seconds)}/s)`,
)
console.log(
  `answers               ${found.answers}, of them ${found.blank} blank; slowest ${found.slowestMs.toFixed(0)} ms`,
)
console.log(
  `refused, as they must ${found.refused}; events ${found.events}; repeats ${found.repeats}; clients cut off ${found.cutOff}`,
)
console.log(`strategy failures     ${failures}, each answered by the fallback`)
console.log(`memory at start, end  ${atStart} MiB, ${atEnd} MiB (peak ${peak} MiB)`)
console.log(`held when collected   ${heldAtStart} MiB, ${heldAtEnd} MiB: what is left on the heap without its garbage`)
const zeros: Readonly<Record<string, number>> = {
  'deadline misses': misses + found.late,
  'invalid ids': found.invalid,
  'overfilled agents': found.overfilled,
  'repeats answered otherwise': found.contradicted,
  'unexpected statuses': found.unexpected,
  'lost journal lines': lost,
  'doubled journal lines': doubled,
  'malformed journal lines': malformed.count + Number(torn),
  'exit code': exitCode ?? -1,
}
for (const [name, value] of Object.entries(zeros)) console.log(`${name.padEnd(26)} ${value}`)
process.exitCode = Object.values(zeros).every((value) => value === 0) ? 0 : 1
