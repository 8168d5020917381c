import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

/** What came back; the body up to a bound. */
export interface Posted {
  readonly status: number
  readonly header: (name: string) => string | undefined
  readonly body: string
}

/** Not answered in time. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
}

/** More is not read: an answer is an id. */
const mostBytes = 65_536

/** Posts to webhooks over connections that are kept. */
export class Post {
  readonly #http = new HttpAgent({ keepAlive: true, maxSockets: 256 })
  readonly #https = new HttpsAgent({ keepAlive: true, maxSockets: 256 })

  /** Rejects with TooLate where the whole answer is not there in time, and with what Node says where nobody answers. */
  send(target: string, body: string, headers: Readonly<Record<string, string>>, withinMs: number): Promise<Posted> {
    const url = new URL(target)
    const secure = url.protocol === 'https:'
    return new Promise((resolve, reject) => {
      const outgoing = (secure ? httpsRequest : httpRequest)(
        url,
        {
          method: 'POST',
          agent: secure ? this.#https : this.#http,
          headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), ...headers },
        },
        (incoming) => {
          const chunks: Buffer[] = []
          let size = 0
          incoming.on('data', (chunk: Buffer) => {
            size += chunk.length
            if (size <= mostBytes) chunks.push(chunk)
          })
          incoming.on('error', fail)
          incoming.on('end', () => {
            clearTimeout(late)
            const header = (name: string): string | undefined => {
              const value = incoming.headers[name]
              return Array.isArray(value) ? value[0] : value
            }
            resolve({ status: incoming.statusCode ?? 0, header, body: Buffer.concat(chunks).toString('utf8') })
          })
        },
      )
      const fail = (error: Error): void => {
        clearTimeout(late)
        reject(error)
      }
      const late = setTimeout(() => {
        reject(new TooLate(`no answer within ${withinMs} ms`))
        outgoing.destroy()
      }, withinMs)
      outgoing.on('error', fail)
      outgoing.end(body)
    })
  }

  /** Lets go of the connections. */
  end(): void {
    this.#http.destroy()
    this.#https.destroy()
  }
}
