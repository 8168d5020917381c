import { createHash } from 'node:crypto'
import type { Job } from '@pointsman/simulator'
import { batchSize } from './batch-size.ts'
import { Studies, type Study } from './study.ts'

/** Whose outcome one is: which job's, and which of its replications. */
interface Place {
  readonly job: number
  readonly nth: number
}

/** Some replications of a study that one worker does at a time. */
export interface Batch {
  /** By content: the SHA-256 of the program's version, the study, and which replications. */
  readonly id: string
  readonly study: Study
  readonly first: number
  readonly count: number
  /** By replication of the batch: where its outcome goes. */
  readonly places: readonly (readonly Place[])[]
}

/**
 * Cuts jobs into batches, in the order of replications, so that the same is known of all strategies at any time. Replications
 * asked for twice are in one batch. Of one study batches begin at multiples of their size, whoever asks.
 */
export function batchesOf(jobs: readonly Job[], programKey: string): readonly Batch[] {
  const studies = new Studies()
  const wanted = new Map<string, { readonly study: Study; readonly job: Job; readonly places: Map<number, Place[]> }>()
  for (const [place, job] of jobs.entries()) {
    const study = studies.of(job)
    const asked = wanted.get(study.id) ?? { study, job, places: new Map<number, Place[]>() }
    wanted.set(study.id, asked)
    for (let nth = 0; nth < job.count; nth++) {
      const places = asked.places.get(job.first + nth)
      if (places === undefined) asked.places.set(job.first + nth, [{ job: place, nth }])
      else places.push({ job: place, nth })
    }
  }
  return [...wanted.values()]
    .flatMap(({ study, job, places }) => cut(study, batchSize(job.scenario, places.size), places, programKey))
    .sort((a, b) => a.first - b.first)
}

function cut(study: Study, size: number, places: ReadonlyMap<number, Place[]>, programKey: string): Batch[] {
  const replications = [...places.keys()].sort((a, b) => a - b)
  const runs: number[][] = []
  for (const replication of replications) {
    const run = runs.at(-1)
    if (run !== undefined && replication === (run.at(-1) as number) + 1 && replication % size !== 0)
      run.push(replication)
    else runs.push([replication])
  }
  return runs.map((run) => {
    const [first = 0] = run
    const id = createHash('sha256').update(`${programKey} ${study.id} ${first} ${run.length}`).digest('hex')
    return { id, study, first, count: run.length, places: run.map((replication) => places.get(replication) ?? []) }
  })
}
