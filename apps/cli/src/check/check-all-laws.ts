import { Worker } from 'node:worker_threads'
import type { LawDone, LawTask } from './law-task.ts'

/**
 * Checks the tasks on so many threads and calls with what came of each, in the order of the tasks. Throws when a thread
 * fails.
 */
export async function checkAllLaws(
  tasks: readonly LawTask[],
  threads: number,
  onDone: (done: LawDone) => void,
): Promise<void> {
  const waiting = tasks.entries()
  const finished = new Map<number, LawDone>()
  let told = 0
  const tell = (i: number, done: LawDone): void => {
    finished.set(i, done)
    for (let next = finished.get(told); next !== undefined; next = finished.get(told)) {
      finished.delete(told++)
      onDone(next)
    }
  }
  await Promise.all(Array.from({ length: Math.min(threads, tasks.length) }, () => work(waiting, tell)))
}

async function work(
  waiting: IterableIterator<readonly [number, LawTask]>,
  tell: (i: number, done: LawDone) => void,
): Promise<void> {
  const worker = new Worker(new URL('laws-worker.js', import.meta.url))
  try {
    for (const [i, task] of waiting) {
      tell(
        i,
        await new Promise<LawDone>((resolve, reject) => {
          worker.once('message', resolve)
          worker.once('error', reject)
          worker.postMessage(task)
        }),
      )
      worker.removeAllListeners('error')
    }
  } finally {
    await worker.terminate()
  }
}
