import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether a `redis-server` is installed; where none is, tests that need one are skipped by name. */
export const hasRedis: boolean = spawnSync('redis-server', ['--version']).status === 0

/** A real Redis that a test started. */
export interface RedisServer {
  readonly url: string
  /** Sends a signal, such as SIGSTOP and SIGCONT. */
  signal(name: NodeJS.Signals): void
  /** Ends it, and waits until it has. */
  stop(): Promise<void>
  /** Starts it again on the same port, empty, or with what it kept. */
  start(): Promise<void>
  /** Ends it for good. */
  end(): Promise<void>
}

/** Starts a `redis-server` on a free port. It keeps nothing on disk, or with `keeps` every write, whatever ends it. */
export async function startRedis({ keeps = false }: { readonly keeps?: boolean } = {}): Promise<RedisServer> {
  const port = await freePort()
  const folder = await mkdtemp(join(tmpdir(), 'pointsman-redis-'))
  let process: ChildProcess | undefined
  const start = async (): Promise<void> => {
    const settings = [
      '--port',
      String(port),
      '--bind',
      '127.0.0.1',
      '--save',
      '',
      '--appendonly',
      keeps ? 'yes' : 'no',
      '--appendfsync',
      'always',
      '--dir',
      folder,
    ]
    process = spawn('redis-server', settings, { stdio: 'ignore' })
    while (!(await answers(port))) await new Promise((resolve) => setTimeout(resolve, 20))
  }
  const stop = async (): Promise<void> => {
    const ending = process
    process = undefined
    if (ending === undefined || ending.exitCode !== null) return
    const ended = new Promise((resolve) => ending.once('exit', resolve))
    ending.kill('SIGKILL')
    await ended
  }
  await start()
  return {
    url: `redis://127.0.0.1:${port}`,
    signal: (name) => void process?.kill(name),
    stop,
    start,
    end: async () => {
      await stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => resolve(false))
    socket.on('connect', () => socket.write('PING\r\n'))
    socket.on('data', (data) => {
      socket.destroy()
      resolve(String(data).startsWith('+PONG'))
    })
  })
}
