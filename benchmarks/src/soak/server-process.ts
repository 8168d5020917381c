import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** What a process holds, in MiB. */
export interface Held {
  /** Of the main thread's heap. */
  readonly heap: number
  /** The main thread's buffers. */
  readonly buffers: number
}

/** A server process under soak. */
export interface ServerProcess {
  readonly url: string
  /** Resident memory in MiB; NaN where the system does not tell. */
  memory(): number
  /** What it holds once all garbage of the main thread is collected. */
  held(): Promise<Held>
  /** A metric's value, summed over its labels, or over those that have this one, such as `why="busy"`. */
  metric(name: string, label?: string): Promise<number>
  /** Ends it with a signal; answers its exit code, or the signal's name where that ended it. */
  end(signal: NodeJS.Signals): Promise<number | string>
}

/** What the process is given besides: garbage is collected, and what is left is told, on a signal. */
const tellsWhatItHolds = `process.on('SIGUSR2', () => {
  gc()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  process._rawDebug('"held":' + heapUsed + ',' + arrayBuffers + ';')
})`

/** Starts the deployed entry point with this configuration file on a free port. */
export async function startServer(config: string): Promise<ServerProcess> {
  const entry = createRequire(import.meta.url).resolve('@pointsman/webhook')
  const program = join(dirname(entry), 'bin.js')
  const flags = ['--expose-gc', '--import', `data:text/javascript,${encodeURIComponent(tellsWhatItHolds)}`]
  const child = spawn(process.execPath, [...flags, program, '--config', config, '--port', '0', '--host', '127.0.0.1'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] },
  })
  const ended = new Promise<number | string>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? String(signal)))
  })
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stderr.on('data', (chunk) => {
      text = (text + String(chunk)).slice(-10_000)
      const listening = /"url":"([^"]+)"/.exec(text)
      if (listening !== null) resolve(listening[1] as string)
    })
    void ended.then((code) => reject(new Error(`the server ended with ${code}: ${text}`)))
  })
  return {
    url,
    memory: () => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, 'utf8')
        return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024)
      } catch {
        return Number.NaN
      }
    },
    held: () =>
      new Promise((resolve) => {
        let text = ''
        const listen = (chunk: unknown): void => {
          text += String(chunk)
          const told = /"held":(\d+),(\d+);/.exec(text)
          if (told === null) return
          child.stderr.off('data', listen)
          const [heap = NaN, buffers = NaN] = told.slice(1).map((bytes) => Math.round(Number(bytes) / 1024 / 1024))
          resolve({ heap, buffers })
        }
        child.stderr.on('data', listen)
        child.kill('SIGUSR2')
      }),
    metric: async (name, label = '') => {
      const text = await (await fetch(`${url}/metrics`)).text()
      return text
        .split('\n')
        .filter((line) => (line.startsWith(`${name} `) || line.startsWith(`${name}{`)) && line.includes(label))
        .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0)
    },
    end: (signal) => {
      child.kill(signal)
      return ended
    },
  }
}
