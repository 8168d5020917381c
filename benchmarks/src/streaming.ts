import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Scenario } from '@pointsman/simulator'
import { timed, type Timed } from './timed.ts'

/** Of the speed of parsing alone. */
const leastSpeed = 0.5
/** MiB more for ten times as many payloads, of each million of them: what is kept of chats, of which there are as many more. */
const mostMore = 256
/** Payloads that a chat makes in the scenario: requests, and what came of them. */
const payloadsOfChat = 3.9
const bin = fileURLToPath(new URL('../../apps/cli/dist/flat/bin.js', import.meta.url))
const parser = fileURLToPath(new URL('./streaming/parse.js', import.meta.url))

/**
 * What it costs to rebuild a contact centre from a recording, beside reading and parsing the same lines: about so many payloads, as the
 * simulator records them, in fresh processes; and the memory that it takes at its most, beside a tenth as many.
 */
export async function streaming(payloads = 1_000_000): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'pointsman-bench-'))
  try {
    const few = await recorded(folder, payloads / 10)
    const first = await timed(parser, [few])
    const less = await reconstructed(few)
    const again = await timed(parser, [few])
    rmSync(few)
    const many = await recorded(folder, payloads)
    const parsed = await timed(parser, [many])
    const rebuilt = await reconstructed(many)
    const lines = Number(parsed.out)
    print(
      `${lines.toLocaleString('en')} payloads, ${Math.round(statSync(many).size / 2 ** 20).toLocaleString('en')} MiB: ` +
        `${each(parsed, lines)} to parse, ${each(rebuilt, lines)} to reconstruct`,
    )
    // Where others are at work too, the wall says little.
    const speed = parsed.cpu / rebuilt.cpu
    print(
      `  ${speed.toFixed(2)} of the speed of parsing by processor time, ${(parsed.wall / rebuilt.wall).toFixed(2)} by the clock ` +
        `(bar ${leastSpeed}: ${told(speed >= leastSpeed)}); A/A ${(again.cpu / first.cpu).toFixed(2)}`,
    )
    const more = rebuilt.peak - less.peak
    const bar = (mostMore * payloads) / 1e6
    print(
      `  ${mib(rebuilt)} at most, ${mib(less)} for a tenth of it, ${mib(parsed)} to parse: ` +
        `${Math.round(more)} MiB more (bar ${Math.round(bar)}: ${told(more <= bar)})`,
    )
    return speed >= leastSpeed && more <= bar
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function recorded(folder: string, payloads: number): Promise<string> {
  const file = fileURLToPath(new URL('../../fixtures/scenarios/often-refused.json', import.meta.url))
  const scenario = JSON.parse(readFileSync(file, 'utf8')) as Scenario
  const [path, recording] = [join(folder, 'scenario.json'), join(folder, `${payloads}.ndjson`)]
  const horizon = { chats: Math.ceil(payloads / payloadsOfChat) }
  writeFileSync(path, JSON.stringify({ ...scenario, horizon, warmup: undefined }))
  await timed(bin, ['simulate', path, '--replications', '1', '--seed', '1', '--record', recording])
  return recording
}

function reconstructed(recording: string): Promise<Timed> {
  return timed(bin, ['reconstruct', recording, '-o', `${recording}.json`])
}

function each({ cpu }: Timed, lines: number): string {
  return `${((cpu / lines) * 1e6).toFixed(1)} µs`
}

function mib({ peak }: Timed): string {
  return `${Math.round(peak)} MiB`
}

function told(met: boolean): string {
  return met ? 'held' : 'MISSED'
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
