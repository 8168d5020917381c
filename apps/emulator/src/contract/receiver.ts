import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { secretHeader } from '@pointsman/inbenta'

/** An event as it came. */
export interface Received {
  readonly trigger: string
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly payload: { readonly data: Readonly<Record<string, unknown>>; readonly created_at: unknown }
}

/** What to answer to `chats:assign`. */
export interface Reply {
  readonly status?: number
  readonly contentType?: string
  readonly body: string
}

/** A webhook that takes part in handshakes, keeps what comes, and answers as it is told. */
export class Receiver {
  readonly handshakes: { readonly method: string; readonly headers: IncomingHttpHeaders }[] = []
  readonly received: Received[] = []
  /** What the handshakes offered, one for each registration. */
  readonly secrets: string[] = []
  /** How many events ever came. */
  count = 0
  /** By default blank: the platform chooses. */
  reply: (asked: Received) => Reply = () => blank
  readonly #waiting = new Set<() => void>()
  readonly #server = createServer((incoming, outgoing) => void this.#take(incoming, outgoing))

  /** Opens a port; 0: any. Answers the address on this machine. */
  async open(port: number, host = '127.0.0.1'): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(port, host, resolve)
    })
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve())
      this.#server.closeAllConnections()
    })
  }

  /** Forgets what came, and answers blank again. */
  reset(): void {
    this.received.length = 0
    this.reply = () => blank
  }

  /** The n-th event that is one, of those that came and those to come within so many ms. */
  async next(isIt: (event: Received) => boolean, withinMs: number, n = 1): Promise<Received | undefined> {
    const until = performance.now() + withinMs
    for (;;) {
      const found = this.received.filter(isIt)[n - 1]
      const left = until - performance.now()
      if (found !== undefined || left <= 0) return found
      await this.#more(left)
    }
  }

  #more(withinMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(late)
        this.#waiting.delete(done)
        resolve()
      }
      const late = setTimeout(done, withinMs)
      this.#waiting.add(done)
    })
  }

  async #take(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { headers, method = '' } = incoming
    const body = await buffer(incoming)
    const secret = headers[secretHeader]
    if (typeof secret === 'string') {
      this.secrets.push(secret)
      this.handshakes.push({ method, headers })
      outgoing.writeHead(200, { [secretHeader]: secret }).end()
      return
    }
    const event = read(headers, body)
    if (event === undefined) return void outgoing.writeHead(400).end()
    const answer = event.trigger === 'chats:assign' ? this.reply(event) : blank
    this.received.push(event)
    this.count++
    outgoing.writeHead(answer.status ?? 200, { 'content-type': answer.contentType ?? 'application/json' })
    outgoing.end(answer.body)
    for (const done of this.#waiting) done()
  }
}

const blank: Reply = { body: '{"agentId":""}' }

function read(headers: IncomingHttpHeaders, body: Buffer): Received | undefined {
  try {
    const payload = JSON.parse(body.toString('utf8')) as Received['payload'] & { readonly trigger?: unknown }
    return typeof payload.trigger === 'string' ? { trigger: payload.trigger, headers, body, payload } : undefined
  } catch {
    return undefined
  }
}
