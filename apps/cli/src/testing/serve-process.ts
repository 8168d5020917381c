import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A webhook server in a process of its own, for tests. */
export interface ServeProcess {
  /** Where `chats:assign` goes. */
  readonly webhook: string
  readonly url: string
  /** What it has logged so far. */
  log(): string
  end(): Promise<void>
}

const program = fileURLToPath(new URL('../../dist/flat/bin.js', import.meta.url))

/** Starts `pointsman serve` on a free port with this configuration, in a folder of its own. */
export async function serveProcess(config: Readonly<Record<string, unknown>>): Promise<ServeProcess> {
  if (!existsSync(program)) throw new Error('these tests need the build: npm run build')
  const folder = mkdtempSync(join(tmpdir(), 'pointsman-serve-'))
  writeFileSync(join(folder, 'pointsman.json'), JSON.stringify({ journal: false, graceMs: 0, ...config }))
  const words = [program, 'serve', '--config', join(folder, 'pointsman.json'), '--port', '0']
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] },
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let said = ''
  const url = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      said += String(chunk)
      const listening = /"url":"([^"]+)"/.exec(said)
      if (listening?.[1] !== undefined) resolve(listening[1])
    })
    void ended.then(() => reject(new Error(`the server ended: ${said}`)))
  })
  return {
    url,
    webhook: `${url}/webhooks/inbenta`,
    log: () => said,
    end: async () => {
      child.kill('SIGTERM')
      await ended
      rmSync(folder, { recursive: true })
    },
  }
}
