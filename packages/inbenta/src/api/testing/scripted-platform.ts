import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What was asked over HTTP. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** What to answer; `silence` never does, `hang-up` breaks the connection. */
export type Scripted =
  | 'silence'
  | 'hang-up'
  | {
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly json?: unknown
      readonly text?: string
    }

/** A server on a free port that answers as it is told, in order, the last answer again and again. */
export interface ScriptedPlatform {
  readonly url: string
  readonly asked: readonly Asked[]
  answers(...answers: readonly Scripted[]): void
  end(): Promise<void>
}

export async function startScriptedPlatform(): Promise<ScriptedPlatform> {
  const asked: Asked[] = []
  let script: Scripted[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => (body += String(chunk)))
    request.on('end', () => {
      asked.push({ method: request.method ?? '', path: request.url ?? '', headers: request.headers, body })
      const answer = (script.length > 1 ? script.shift() : script[0]) ?? { status: 500 }
      if (answer === 'silence') return
      if (answer === 'hang-up') return void request.socket.destroy()
      response.writeHead(answer.status ?? 200, answer.headers)
      response.end(answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    asked,
    answers: (...answers) => {
      script = [...answers]
      asked.length = 0
    },
    end: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
