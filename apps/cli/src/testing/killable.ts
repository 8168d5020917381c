import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'

const program = fileURLToPath(new URL('../../dist/flat/bin.js', import.meta.url))

/** `pointsman …` in a process of its own that can be killed and started again. */
export interface Killable {
  /** Resolves when it has said what it says when it is ready. */
  start(): Promise<void>
  /** SIGKILL: nothing is written down, nothing is answered. */
  kill(): Promise<void>
}

/** `ready`: what it says, on either stream, when it can be used. */
export function killable(words: readonly string[], ready: RegExp): Killable {
  if (!existsSync(program)) throw new Error('these tests need the build: npm run build')
  let end: () => Promise<void> = () => Promise.resolve()
  return {
    start: async () => {
      const child = spawn(process.execPath, [program, ...words], {
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { PATH: process.env['PATH'] },
      })
      const ended = once(child, 'exit')
      end = async () => {
        child.kill('SIGKILL')
        await ended
      }
      let said = ''
      await new Promise<void>((resolve, reject) => {
        for (const stream of [child.stdout, child.stderr]) {
          stream.on('data', (chunk) => {
            said += String(chunk)
            if (ready.test(said)) resolve()
          })
        }
        void ended.then(() => reject(new Error(`it ended: ${said}`)))
      })
    },
    kill: () => end(),
  }
}

/** A port that is free now, for who must come back to the same one. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
