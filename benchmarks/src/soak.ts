// npm run soak [-- REQUESTS]: drives at least so many requests (100,000) of every kind against real server processes, says
// what had to come of each kind and how often something else came, and ends with code 1 where anything did.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { longRun } from './soak/long-run.ts'
import { replicas } from './soak/replicas.ts'
import { Report } from './soak/report.ts'
import { shutDown } from './soak/shut-down.ts'

const wanted = Number(process.argv[2] ?? 100_000)
if (!(wanted >= 1)) {
  process.stderr.write(`soak: expected how many requests to send, got ${process.argv[2]}\n`)
  process.exit(2)
}
const folder = await mkdtemp(join(tmpdir(), 'pointsman-soak-'))
const report = new Report()
const began = performance.now()
let sent = 0
try {
  for (const [part, share] of [
    [longRun, 0.86],
    [shutDown, 0.07],
    [replicas, 0.07],
  ] as const) {
    const own = join(folder, part.name)
    const partBegan = performance.now()
    await mkdir(own)
    const requests = await part(own, wanted * share, report)
    sent += requests
    report.figure(part.name, `${requests} requests, ${((performance.now() - partBegan) / 1000).toFixed(0)} s`)
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
report.figure('in all', `${sent} requests, ${((performance.now() - began) / 1000).toFixed(0)} s`)
console.log(report.text())
console.log(report.well ? '\nall as it had to be' : '\nNOT as it had to be')
process.exitCode = report.well ? 0 : 1
