// Does the replications it is told, one after another, and tells what came of them.
import { parentPort, workerData } from 'node:worker_threads'
import type { Outcome, Scenario } from '@pointsman/simulator'
// Not all of the simulator: half of the modules, which each thread loads for itself.
import { jobInSteps } from '@pointsman/simulator/job'
import type { StrategyModule } from './strategy-module.ts'
import type { Task, ThreadNews, ThreadStart } from './task.ts'

const { module } = workerData as ThreadStart
const loading = import(module) as Promise<StrategyModule>
const tell = (news: ThreadNews): void => parentPort?.postMessage(news)
let last: Scenario | undefined

/** One task after another, however long it takes to load a strategy. */
let turn: Promise<void> = Promise.resolve()
parentPort?.on('message', (task: Task) => (turn = turn.then(() => work(task))))

async function work({ scenario = last, strategy: reference, replication, ...job }: Task): Promise<void> {
  try {
    if (scenario === undefined) throw new Error('the first task has no scenario')
    last = scenario
    const strategy = await (await loading).loadStrategy(reference)
    tell({ kind: 'outcome', outcome: follow(jobInSteps({ ...job, scenario }, replication, strategy)) })
  } catch (error) {
    // An error of a class of one's own does not cross threads as what it is.
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
    tell({ kind: 'failed', name, message, stack })
  }
}

function follow(steps: Generator<number, Outcome>): Outcome {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
    tell({ kind: 'share', share: value })
  }
}
