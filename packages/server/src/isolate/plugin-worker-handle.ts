import { Worker } from 'node:worker_threads'
import type { Call, WorkerStart } from './messages.ts'

/** What becomes of a worker. */
export interface WorkerEvents {
  /** It said something: a `Said`, unless the plug-in in it spoke for itself. */
  readonly said: (said: unknown) => void
  /** It ended, whoever ended it. */
  readonly ended: (why: string) => void
}

// Worker threads run built code only: from the sources, the build beside them is taken.
const program = import.meta.url.endsWith('.ts')
  ? new URL('../../dist/isolate/plugin-worker.js', import.meta.url)
  : new URL('./plugin-worker.js', import.meta.url)

const limits = { maxOldGenerationSizeMb: 192, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 }

/** A worker thread with a plug-in in it. */
export class PluginWorkerHandle {
  readonly #worker: Worker

  constructor(start: WorkerStart, events: WorkerEvents) {
    this.#worker = new Worker(program, {
      workerData: start,
      resourceLimits: limits,
      // A plug-in's output may hold anything, and must not mix with ours; nor may it see the secrets around us.
      stdout: true,
      stderr: true,
      env: {},
      execArgv: [],
    })
    this.#worker.stdout.resume()
    this.#worker.stderr.resume()
    let why = 'it ended by itself'
    this.#worker.on('message', (said: unknown) => events.said(said))
    this.#worker.on('error', (error: Error) => {
      why = error.message.split('\n', 1)[0] ?? why
    })
    this.#worker.on('exit', () => events.ended(why))
  }

  /** Sends a question; the bytes are copied once, and the copy is handed over. */
  ask(call: Call): void {
    // Not `slice`: of a Node Buffer that is no copy, and handing it over would take the network's memory away.
    const bytes = new Uint8Array(call.bytes)
    this.#worker.postMessage({ ...call, bytes }, [bytes.buffer])
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate()
  }
}
