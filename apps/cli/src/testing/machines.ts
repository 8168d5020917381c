import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../../dist/flat/bin.js', import.meta.url))

/** What a process came to. */
export interface Came {
  readonly status: number | null
  readonly signal: NodeJS.Signals | null
  readonly out: string
  readonly err: string
}

/** A pointsman process at work. */
export interface Machine {
  readonly kill: (signal: NodeJS.Signals) => void
  /** Resolves when it has written this, on either stream; rejects when it ends before. */
  readonly says: (text: RegExp) => Promise<void>
  readonly ended: Promise<Came>
}

/** Starts pointsman as it is built, as on a machine of its own, for tests. `node`: arguments before the program's. */
export function machine(argv: readonly string[], node: readonly string[] = []): Machine {
  const child = spawn(process.execPath, [...node, bin, ...argv], { stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err, over] = ['', '', false]
  let look: () => void = () => undefined
  child.stdout.on('data', (piece: Buffer) => {
    out += piece.toString()
    look()
  })
  child.stderr.on('data', (piece: Buffer) => {
    err += piece.toString()
    look()
  })
  const ended = new Promise<Came>((resolve) => {
    child.once('close', (status, signal) => {
      over = true
      look()
      resolve({ status, signal, out, err })
    })
  })
  return {
    kill: (signal) => void child.kill(signal),
    ended,
    says: (text) =>
      new Promise((resolve, reject) => {
        look = () => {
          if (text.test(out + err)) resolve()
          else if (over) reject(new Error(`ended without ${String(text)}:\n${out}${err}`))
        }
        look()
      }),
  }
}
