// Runs the replications it is told, one after another, and tells what came of them.
import { parentPort, workerData } from 'node:worker_threads'
import { replicateInSteps, type Outcome } from '@pointsman/simulator'
import type { StrategyModule } from './run-replications.ts'
import type { WorkerNews, WorkerStart } from './task.ts'

const { scenario, seed, batches, module, reference } = workerData as WorkerStart
const tell = (news: WorkerNews): void => parentPort?.postMessage(news)
const loading = import(module).then((loaded: StrategyModule) => loaded.loadStrategy(reference))

parentPort?.on('message', (replication: number) => {
  loading
    .then((strategy) => {
      const steps = replicateInSteps({ scenario, strategy, seed, replication, batches })
      tell({ kind: 'outcome', replication, outcome: follow(steps, replication) })
    })
    .catch((error: unknown) => tell({ kind: 'failed', error }))
})

function follow(steps: Generator<number, Outcome>, replication: number): Outcome {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
    tell({ kind: 'share', replication, share: value })
  }
}
