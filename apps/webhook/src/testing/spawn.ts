import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { secret } from './sign.ts'
import { newFolder, talkTo, type TestServer } from './start.ts'

/** A server in a process of its own. */
export interface SpawnedServer extends TestServer {
  readonly process: ChildProcess
  /** Sends a signal, and answers the exit code, or the signal's name where that ended it. */
  kill(signal: NodeJS.Signals): Promise<number | string>
  /** The most memory that it ever had, in bytes; NaN where the system does not tell. */
  peakMemory(): Promise<number>
}

/** The built entry point, as a container runs it. */
export const program: string = fileURLToPath(new URL('../../dist/bin.js', import.meta.url))

/** Starts a server process on a free port with this configuration, in a folder of its own unless one is given. */
export async function spawnServer(
  config: Readonly<Record<string, unknown>> = {},
  given?: string,
): Promise<SpawnedServer> {
  if (!existsSync(program)) throw new Error('these tests need the build: npm run build')
  const folder = given ?? (await newFolder())
  const file = join(folder, 'pointsman.json')
  await writeFile(file, JSON.stringify({ inbenta: { secrets: [secret] }, ...config }))
  const child = spawn(process.execPath, [program, '--config', file, '--port', '0', '--host', '127.0.0.1'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] },
  })
  const said: string[] = []
  const exited = new Promise<number | string>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? String(signal)))
  })
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    child.stderr.on('data', (chunk) => {
      text += String(chunk)
      const lines = text.split('\n')
      text = lines.pop() ?? ''
      for (const line of lines) {
        said.push(line)
        const listening = /"url":"([^"]+)"/.exec(line)
        if (listening !== null) resolve(listening[1] as string)
      }
    })
    void exited.then((code) => reject(new Error(`the server ended with ${code}: ${said.join('\n')}${text}`)))
  })
  const kill = (signal: NodeJS.Signals): Promise<number | string> => {
    child.kill(signal)
    return exited
  }
  const stop = async (): Promise<number> => Number(await kill('SIGTERM'))
  const peakMemory = async (): Promise<number> => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) * 1024
  }
  return { ...talkTo(url, folder, said, stop), process: child, kill, peakMemory }
}
