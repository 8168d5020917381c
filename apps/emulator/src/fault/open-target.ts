import { Agent, request as plainRequest } from 'node:http'
import { Agent as TlsAgent, request as tlsRequest } from 'node:https'
import { buffer } from 'node:stream/consumers'

/** What goes to the target. */
export interface Sending {
  readonly method: string
  readonly path: string
  /** Names and values in turn, as they came. */
  readonly rawHeaders: readonly string[]
  readonly body: Uint8Array
  readonly signal: AbortSignal
}

/** What came back. */
export interface Delivery {
  readonly status: number
  readonly rawHeaders: readonly string[]
  readonly body: Uint8Array
}

/** A web server, reached over connections that are kept. */
export interface Target {
  send(sending: Sending): Promise<Delivery>
  end(): void
}

/** Headers of one connection, which the other has of its own. */
const ofTheConnection = ['connection', 'keep-alive', 'transfer-encoding', 'content-length', 'host', 'expect']

/** The web server at the address; the bytes of bodies are handed on as they are, so that signatures hold. */
export function openTarget(url: string): Target {
  const { protocol, hostname, port } = new URL(url)
  const tls = protocol === 'https:'
  const agent = tls ? new TlsAgent({ keepAlive: true }) : new Agent({ keepAlive: true })
  const request = tls ? tlsRequest : plainRequest
  return {
    send: ({ body, method, path, rawHeaders, signal }) =>
      new Promise((resolve, reject) => {
        const headers = { ...namedOnce(rawHeaders), 'content-length': body.length }
        const host = hostname.replace(/^\[|\]$/g, '')
        const outgoing = request(
          { protocol, hostname: host, port, path, method, headers, agent, signal },
          (incoming) => {
            buffer(incoming).then(
              (came) =>
                resolve({
                  status: incoming.statusCode ?? 502,
                  rawHeaders: withoutConnection(incoming.rawHeaders),
                  body: came,
                }),
              reject,
            )
          },
        )
        outgoing.on('error', reject)
        outgoing.end(body)
      }),
    end: () => agent.destroy(),
  }
}

function namedOnce(rawHeaders: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = {}
  const kept = withoutConnection(rawHeaders)
  for (let i = 0; i < kept.length; i += 2) {
    const name = (kept[i] as string).toLowerCase()
    headers[name] = [...(headers[name] ?? []), kept[i + 1] as string]
  }
  return headers
}

function withoutConnection(rawHeaders: readonly string[]): readonly string[] {
  return rawHeaders.filter((_, i) => !ofTheConnection.includes((rawHeaders[i - (i % 2)] as string).toLowerCase()))
}
