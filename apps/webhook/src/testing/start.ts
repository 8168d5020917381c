import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readRecording } from '@pointsman/recording'
import type { Log } from '@pointsman/server'
import { serve, type Running } from '../serve.ts'
import { secret, sign } from './sign.ts'

/** A server that a test started, and the ways to talk to it. */
export interface TestServer {
  readonly url: string
  readonly folder: string
  readonly said: readonly string[]
  /** Posts a payload, signed unless the test says otherwise. */
  post(payload: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** Posts a payload, and answers whom the server named. */
  ask(payload: unknown): Promise<string>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** A metric's value by its name with labels, or the sum over all labels; 0 where it is not there. */
  metric(name: string): Promise<number>
  stop(): Promise<number>
  /** The journal's lines; of a server that was stopped. */
  journal(): Promise<readonly JournalLine[]>
}

/** A journal line, as loosely as tests read it. */
export interface JournalLine {
  readonly v: number
  readonly at: number
  readonly event: { readonly trigger: string; readonly data: Record<string, never> }
  readonly answer?: string | null
  readonly decision?: {
    readonly strategy: string
    readonly kind: string
    readonly why?: string
    readonly settledBy: string | null
    readonly propensity?: number
    readonly tookMs: number
    readonly fallback: boolean
    readonly failed?: readonly { readonly strategy: string; readonly why: string }[]
    readonly shadow: Readonly<Record<string, string | null>>
    readonly alone?: boolean
  }
  readonly explanation?: { readonly strategy: string; readonly ranking: readonly object[] } | null
}

/** A folder of its own under the system's folder for such things. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'pointsman-'))
}

/** Starts a server with this configuration: on a free port and in a folder of its own, unless told otherwise. It ends at once. */
export async function start(
  config: Readonly<Record<string, unknown>> = {},
  given?: string,
  port: number = 0,
): Promise<TestServer> {
  const folder = given ?? (await newFolder())
  const file = join(folder, 'pointsman.json')
  await writeFile(file, JSON.stringify({ inbenta: { secrets: [secret] }, graceMs: 0, ...config }))
  const said: string[] = []
  const running: Running = await serve({
    config: file,
    port,
    host: '127.0.0.1',
    environment: {},
    signals: false,
    log: listening(said),
  })
  return talkTo(running.url, folder, said, () => running.stop())
}

/** The ways to talk to a server, wherever it runs. */
export function talkTo(url: string, folder: string, said: readonly string[], stop: () => Promise<number>): TestServer {
  const post = (payload: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> => {
    const body = typeof payload === 'string' || payload instanceof Uint8Array ? payload : JSON.stringify(payload)
    return fetch(`${url}/webhooks/inbenta`, {
      method: 'POST',
      body: body as string,
      headers: { 'content-type': 'application/json', 'x-hook-signature': sign(body), ...headers },
    })
  }
  const get = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${url}${path}`, { headers })
  return {
    url,
    folder,
    said,
    post,
    get,
    ask: async (payload) => {
      const response = await post(payload)
      const text = await response.text()
      if (response.status !== 200) throw new Error(`${response.status}: ${text}`)
      return (JSON.parse(text) as { readonly agentId: string }).agentId
    },
    metric: async (name) => {
      const text = await (await get('/metrics')).text()
      const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`))
      return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' ') + 1)), 0)
    },
    stop,
    journal: () => journalLines(join(folder, 'journal')),
  }
}

/** Every line of a journal, read by the recording package's own reader; throws where a line is malformed. */
export async function journalLines(path: string): Promise<readonly JournalLine[]> {
  const { gunzipSync } = await import('node:zlib')
  const { readFile } = await import('node:fs/promises')
  const files = (await readdir(path)).filter((file) => file.includes('.ndjson')).sort()
  const texts = await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(join(path, file))
      return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')
    }),
  )
  const recording = readRecording(path, { strict: true })
  for await (const batch of recording.batches()) void batch
  return texts.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as JournalLine),
  )
}

/** Throws a test's folder away. */
export async function discard(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

function listening(said: string[]): Log {
  const hear = (fields: Readonly<Record<string, unknown>>, message: string): void =>
    void said.push(`${message} ${JSON.stringify(fields)}`)
  return { debug: hear, info: hear, warn: hear, error: hear }
}
