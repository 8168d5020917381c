// The simulator beside a tight JavaScript loop that does the same: node benchmarks/dist/simulator/main.js [ROUNDS]
// Fresh processes in alternating order; medians of the ratios within a round; an A/A pair shows the noise. At best: the fastest
// run of each, as what else a machine does only ever slows a run down.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

interface Timing {
  readonly seconds: number
  readonly peak: number
  readonly waitMean: number
  readonly waited: number
  readonly abandonRate: number
}

const rounds = Number(process.argv[2] ?? 9)
const workloads = [
  { name: 'M/M/20', unit: 'events', perChat: 2, bar: 3.6 },
  { name: 'Erlang A', unit: 'events', perChat: 2, bar: undefined },
  { name: 'skills, 200 agents', unit: 'chats', perChat: 1, bar: 2.2 },
  { name: 'skills, 5000 agents', unit: 'chats', perChat: 1, bar: undefined },
]

function one(workload: string, program: string): Timing {
  const file = fileURLToPath(new URL('one.js', import.meta.url))
  return JSON.parse(execFileSync(process.execPath, [file, workload, program], { encoding: 'utf8' })) as Timing
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] as number
}

/** By workload and program. */
const medians = new Map<string, number>()
for (const { name, unit, perChat, bar } of workloads) {
  const tight: Timing[] = []
  const again: Timing[] = []
  const ours: Timing[] = []
  for (let round = 0; round < rounds; round++) {
    const programs = round % 2 === 0 ? ['tight', 'pointsman', 'again'] : ['again', 'pointsman', 'tight']
    for (const program of programs) {
      const into = program === 'tight' ? tight : program === 'again' ? again : ours
      into.push(one(name, program === 'pointsman' ? 'pointsman' : 'tight'))
    }
  }
  for (const [program, runs] of Object.entries({ pointsman: ours, tight, again })) {
    medians.set(`${program}, ${name}`, median(runs.map(({ seconds }) => seconds)))
  }
  const speed = (runs: readonly Timing[]): string =>
    `${(perChat / median(runs.map(({ seconds }) => seconds))).toFixed(2)} M ${unit}/s`
  const ratio = median(ours.map(({ seconds }, i) => seconds / (tight[i] as Timing).seconds))
  const fastest = (runs: readonly Timing[]): number => Math.min(...runs.map(({ seconds }) => seconds))
  const best = fastest(ours) / fastest(tight)
  const noise = median(again.map(({ seconds }, i) => seconds / (tight[i] as Timing).seconds))
  const peak = Math.max(...ours.map(({ peak }) => peak))
  process.stdout.write(
    `${name}: pointsman ${speed(ours)}, tight JavaScript ${speed(tight)}: ${ratio.toFixed(2)} times slower, ` +
      `at best ${best.toFixed(2)}` +
      `${bar === undefined ? '' : ` (bar ${bar}: ${ratio <= bar ? 'held' : 'MISSED'})`}; ` +
      `A/A ${noise.toFixed(2)}; peak ${peak.toFixed(0)} MiB (bar 150: ${peak < 150 ? 'held' : 'MISSED'})\n` +
      `  found: wait ${ours[0]?.waitMean.toFixed(4)} | ${tight[0]?.waitMean.toFixed(4)}, ` +
      `waited ${ours[0]?.waited.toFixed(4)} | ${tight[0]?.waited.toFixed(4)}, ` +
      `abandoned ${ours[0]?.abandonRate.toFixed(5)} | ${tight[0]?.abandonRate.toFixed(5)}\n`,
  )
}
const growthOf = (program: string): number =>
  (medians.get(`${program}, skills, 5000 agents`) as number) / (medians.get(`${program}, skills, 200 agents`) as number)
const growth = growthOf('pointsman')
// What the memory of this machine costs beyond its caches, as the tight loop finds it in the same minutes, twice.
process.stdout.write(
  `a chat at 5000 agents costs ${growth.toFixed(2)} times one at 200 (bar 1.5: ${growth <= 1.5 ? 'held' : 'MISSED'}); ` +
    `tight JavaScript ${growthOf('tight').toFixed(2)}, again ${growthOf('again').toFixed(2)}\n`,
)
