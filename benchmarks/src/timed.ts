import { spawn } from 'node:child_process'

/** What a process took, seconds, and what it wrote. */
export interface Timed {
  readonly wall: number
  /** On the processor, all threads. */
  readonly cpu: number
  /** Memory at its most, MiB. */
  readonly peak: number
  readonly out: string
}

/** Runs a program of Node in a process of its own. Throws where it fails. */
export async function timed(program: string, argv: readonly string[]): Promise<Timed> {
  const begun = performance.now()
  const child = spawn(process.execPath, ['--import', tellUse, program, ...argv], {
    stdio: ['ignore', 'pipe', 'ignore', 'pipe'],
  })
  const [out, use] = await Promise.all([textOf(child.stdio[1]), textOf(child.stdio[3] as NodeJS.ReadableStream)])
  if (child.exitCode !== 0 && child.exitCode !== null) throw new Error(`${program} ${argv.join(' ')} failed`)
  const [cpu = NaN, peak = NaN] = use.split(' ').map(Number)
  return { wall: (performance.now() - begun) / 1000, cpu, peak, out }
}

/** Writes the seconds of the processor and the most memory to the fourth stream at the end. */
const code = `import { writeSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
if (isMainThread) process.on('exit', () => {
  const { user, system } = process.cpuUsage()
  writeSync(3, (user + system) / 1e6 + ' ' + process.resourceUsage().maxRSS / 1024)
})`
const tellUse = `data:text/javascript,${encodeURIComponent(code)}`

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = ''
  for await (const piece of stream ?? []) text += String(piece)
  return text
}
