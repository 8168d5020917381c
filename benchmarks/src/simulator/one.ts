// One timed run in a process of its own: node one.js WORKLOAD PROGRAM. Prints seconds, peak memory and what was found.
import { readFileSync } from 'node:fs'
import { builtin, type Strategy } from '@pointsman/core'
import { Replication, type Scenario } from '@pointsman/simulator'
import { parseStaff } from './staff.ts'
import { tightPool, type TightAnswer } from './tight-pool.ts'
import { tightSkills } from './tight-skills.ts'
import { pool, skills } from './workloads.ts'

const [, , workload = '', program = ''] = process.argv
const million = 1_000_000
const { tight, scenario } = cases()[workload] as { tight: (seed: number) => TightAnswer; scenario: Scenario }

function cases(): Record<string, { tight: (seed: number) => TightAnswer; scenario: Scenario }> {
  const staff = (agents: number) =>
    parseStaff(
      readFileSync(new URL(`../../../fixtures/truth/chat_workload_staff_${agents}.txt`, import.meta.url), 'utf8'),
    )
  const skilled = (agents: number) => ({
    tight: (seed: number) => tightSkills(million, staff(agents), 0.85, seed),
    scenario: skills(million, staff(agents), 0.85),
  })
  return {
    'M/M/20': {
      tight: (seed) => tightPool(million, 20, 18, 1, undefined, seed),
      scenario: pool(million, 18, undefined),
    },
    'Erlang A': { tight: (seed) => tightPool(million, 20, 20, 1, 2, seed), scenario: pool(million, 20, 2) },
    'skills, 200 agents': skilled(200),
    'skills, 5000 agents': skilled(5000),
  }
}

function simulate(seed: number): TightAnswer {
  const replication = new Replication(scenario, builtin('most-free-capacity', { seed }) as Strategy, { seed })
  replication.run()
  return replication.statistics.metrics()
}

const run = program === 'tight' ? tight : simulate
run(1)
// Time on the processor, garbage collection with it: a busy machine stretches the clock, not this.
const begin = process.cpuUsage()
const { waitMean, waited, abandonRate } = run(2)
const { user, system } = process.cpuUsage(begin)
const seconds = (user + system) / 1e6
const peak = process.resourceUsage().maxRSS / 1024
process.stdout.write(`${JSON.stringify({ seconds, peak, waitMean, waited, abandonRate })}\n`)
