import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Scenario } from '@pointsman/simulator'
import { hasRedis, startRedis } from '@pointsman/server/testing'
import { timed, type Timed } from './timed.ts'

const rounds = 5
const bar = 0.62
const strategies = ['most-free-capacity', 'least-loaded', 'longest-idle', 'round-robin', 'random']
const bin = fileURLToPath(new URL('../../apps/cli/dist/flat/bin.js', import.meta.url))

/**
 * What threads and machines gain, and what they cost: a comparison of five strategies with 20 replications of 20,000 chats on one
 * thread and on two, and twice on one beside each other, in fresh processes and alternating order; then what a batch costs that goes
 * through Redis.
 */
export async function scale(): Promise<boolean> {
  const folder = mkdtempSync(join(tmpdir(), 'pointsman-bench-'))
  try {
    const path = join(folder, 'support.json')
    writeFileSync(path, JSON.stringify({ ...support(), horizon: { chats: 20_000 }, warmup: { chats: 2000 } }))
    const met = await threads(path)
    if (hasRedis) await overRedis(folder)
    else print('no redis-server is installed: what a batch costs there was not measured')
    return met
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function threads(path: string): Promise<boolean> {
  const on = (workers: number): Promise<Timed> =>
    timed(bin, compare(path, strategies, 20, 1, '--workers', String(workers)))
  const beside = async (): Promise<Timed> => {
    const [first, second] = await Promise.all([on(1), on(1)])
    return { ...first, wall: Math.max(first.wall, second.wall), cpu: first.cpu + second.cpu }
  }
  const [one, two, both, again]: [Timed[], Timed[], Timed[], Timed[]] = [[], [], [], []]
  for (let round = 0; round < rounds; round++) {
    const order = [
      async () => one.push(await on(1)),
      async () => two.push(await on(2)),
      async () => both.push(await beside()),
      async () => again.push(await on(1)),
    ]
    for (const next of round % 2 === 0 ? order : order.toReversed()) await next()
  }
  if (new Set([...one, ...two, ...both, ...again].map(({ out }) => out)).size !== 1)
    throw new Error('the answers differ')
  const ratios = two.map(({ wall }, i) => wall / (one[i] as Timed).wall)
  const noise = median(again.map(({ wall }, i) => wall / (one[i] as Timed).wall))
  const work = median(two.map(({ cpu }, i) => cpu / (one[i] as Timed).cpu))
  const wall = (some: readonly Timed[]): string => `${median(some.map((each) => each.wall)).toFixed(2)} s`
  const cores = (some: readonly Timed[]): string => median(some.map((each) => each.cpu / each.wall)).toFixed(2)
  const held = median(ratios) <= bar
  const chats = strategies.length * 20 * 20_000
  print(
    `compare, five strategies, 20 times 20,000 chats: ${wall(one)} on one thread, ${wall(two)} on two: ` +
      `${median(ratios).toFixed(2)} of it, at best ${Math.min(...ratios).toFixed(2)} (bar ${bar}: ${held ? 'held' : 'MISSED'}); ` +
      `A/A ${noise.toFixed(2)}`,
  )
  print(
    `  processor time of two threads ${work.toFixed(2)} times that of one; they had ${cores(one)} and ${cores(two)} of ` +
      `${availableParallelism()} cores: where two had far from 2, others were at work here and the wall says little`,
  )
  const ceiling = median(both.map(({ wall }, i) => wall / (one[i] as Timed).wall)) / 2
  print(
    `  two runs on one thread, beside each other: ${ceiling.toFixed(2)} for each, which is what the machine itself allows`,
  )
  print(
    `  ${Math.round(chats / median(one.map(({ cpu }) => cpu))).toLocaleString('en')} chats a second of one core, start and statistics with it`,
  )
  return held
}

async function overRedis(folder: string): Promise<void> {
  const path = join(folder, 'tiny.json')
  writeFileSync(path, JSON.stringify({ ...support(), horizon: { chats: 20 }, warmup: undefined }))
  const redis = await startRedis()
  const worker = spawn(process.execPath, [bin, 'worker', '--redis', redis.url, '--workers', '2'])
  try {
    await new Promise<void>((resolve) => worker.stdout.once('data', () => resolve()))
    const [few, many] = [strategies.slice(0, 2), strategies]
    const costs: number[] = []
    for (let seed = 1; seed <= rounds; seed++) {
      const run = async (some: readonly string[], replications: number): Promise<number> => {
        return (await timed(bin, compare(path, some, replications, seed, '--executor', redis.url))).wall
      }
      // Up to 31 replications every one is a batch of its own.
      const [less, more] = [await run(few, 2), await run(many, 31)]
      costs.push((more - less) / (31 * many.length - 2 * few.length))
    }
    print(
      `a batch through Redis: ${(1000 * median(costs)).toFixed(1)} ms more, 20 chats simulated in it (${rounds} runs of 151 batches)`,
    )
  } finally {
    worker.kill('SIGKILL')
    await redis.end()
  }
}

function compare(
  path: string,
  some: readonly string[],
  replications: number,
  seed: number,
  ...where: readonly string[]
): readonly string[] {
  const how = ['--replications', String(replications), '--seed', String(seed), '--json']
  return ['compare', path, '--strategies', some.join(','), ...how, ...where]
}

function support(): Scenario {
  const file = fileURLToPath(new URL('../../fixtures/scenarios/support-24h.json', import.meta.url))
  return JSON.parse(readFileSync(file, 'utf8')) as Scenario
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] as number
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
