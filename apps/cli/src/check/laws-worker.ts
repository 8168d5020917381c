import { parentPort } from 'node:worker_threads'
import { builtin } from '@pointsman/core'
import { checkLaw, exemptions, laws } from '@pointsman/core/checking'
import type { LawTask, LawDone } from './law-task.ts'

// Checks one law on one strategy at a time, as it is told.
parentPort?.on('message', ({ strategy, law: id, runs, seed }: LawTask) => {
  const law = laws.find((one) => one.id === id)
  const made = builtin(strategy)
  if (law === undefined || made === undefined) throw new Error(`no law ${id} or no strategy ${strategy}`)
  const newStrategy = (options: { readonly seed: number }): typeof made => builtin(strategy, options) ?? made
  const outcome = checkLaw(law, { newStrategy }, { runs, seed, skip: exemptions(strategy) })
  parentPort?.postMessage({ strategy, outcome } satisfies LawDone)
})
