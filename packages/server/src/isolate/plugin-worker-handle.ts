import { Worker } from 'node:worker_threads'
import type { Call, Said, WorkerStart } from './messages.ts'

/** What becomes of a worker. */
export interface WorkerEvents {
  readonly said: (said: Said) => void
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
    // A plug-in's own output is nobody's: it may hold anything, and must not mix with ours.
    this.#worker = new Worker(program, { workerData: start, resourceLimits: limits, stdout: true, stderr: true })
    this.#worker.stdout.resume()
    this.#worker.stderr.resume()
    let why = 'it ended by itself'
    this.#worker.on('message', (said: Said) => events.said(said))
    this.#worker.on('error', (error: Error) => {
      why = error.message.split('\n', 1)[0] ?? why
    })
    this.#worker.on('exit', () => events.ended(why))
  }

  /** Sends a question; the bytes are copied once, and the copy is handed over. */
  ask(call: Call): void {
    const bytes = call.bytes.slice()
    this.#worker.postMessage({ ...call, bytes }, [bytes.buffer])
  }

  async terminate(): Promise<void> {
    await this.#worker.terminate()
  }
}
