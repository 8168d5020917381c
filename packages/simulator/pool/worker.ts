// Runs the replications it is told, one after another, and tells what came of them.
import { parentPort, workerData } from 'node:worker_threads'
import { replicateInSteps, type Outcome } from '@pointsman/simulator'
import type { StrategyLoader, StrategyModule } from './run-replications.ts'
import type { WorkerNews, WorkerStart } from './task.ts'

const { scenario, seed, batches, module, reference } = workerData as WorkerStart
const tell = (news: WorkerNews): void => parentPort?.postMessage(news)
const loading = load()

parentPort?.on('message', (replication: number) => void work(replication))

async function load(): Promise<StrategyLoader> {
  const loaded = (await import(module)) as StrategyModule
  return loaded.loadStrategy(reference)
}

async function work(replication: number): Promise<void> {
  try {
    const steps = replicateInSteps({ scenario, strategy: await loading, seed, replication, batches })
    tell({ kind: 'outcome', replication, outcome: follow(steps, replication) })
  } catch (error) {
    // An error of a class of one's own does not cross threads as what it is.
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error))
    tell({ kind: 'failed', name, message, stack })
  }
}

function follow(steps: Generator<number, Outcome>, replication: number): Outcome {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
    tell({ kind: 'share', replication, share: value })
  }
}
