import { createHmac } from 'node:crypto'
import { Agent, request as post } from 'node:http'
import { connect, type Socket } from 'node:net'
import { ownStalls } from './own-stalls.ts'

/** What came back of a request: status 0 and the error's code where nothing did. */
export interface Answer {
  readonly status: number
  readonly text: string
  /** Milliseconds from the first byte sent to the last heard, less those in which this process did nothing. */
  readonly ms: number
}

/** What the server said of a chat: whom it named, '' for nobody, or what came instead. */
export interface Named {
  readonly agent: string | undefined
  readonly status: number
}

/** Posts to a server, keeps connections, and remembers whom it named for which chat, and how long that took. */
export class Client {
  /** Whom the server named, by chat; '' for nobody. */
  readonly named: Map<string, string> = new Map()
  /** When the answers came, by chat: `performance.now()`. */
  readonly heardAt: Map<string, number> = new Map()
  /** Chats that got no answer, though they asked for one. */
  readonly unanswered: Set<string> = new Set()
  readonly secret: string
  sent = 0
  readonly #tookMs: number[] = []
  readonly #urls: readonly string[]
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 })

  /** Several addresses are asked in turn. */
  constructor(urls: readonly string[], secret: string) {
    this.#urls = urls
    this.secret = secret
  }

  /** Milliseconds of the slowest answer. */
  get slowest(): number {
    return this.#tookMs.reduce((most, ms) => Math.max(most, ms), 0)
  }

  /** How many answers took longer than so many milliseconds. */
  late(budgetMs: number): number {
    return this.#tookMs.filter((ms) => ms > budgetMs).length
  }

  sign(body: string | Uint8Array, secret: string = this.secret): string {
    return createHmac('sha256', secret).update(body).digest('hex')
  }

  /** Asks for an agent for this chat. */
  async ask(body: string | Uint8Array, chat: string): Promise<Named> {
    const { status, text, ms } = await this.send(body)
    if (status !== 200) {
      this.unanswered.add(chat)
      return { agent: undefined, status }
    }
    const { agentId } = JSON.parse(text) as { readonly agentId: string }
    this.#tookMs.push(ms)
    this.named.set(chat, agentId)
    this.heardAt.set(chat, performance.now())
    return { agent: agentId, status }
  }

  /** Posts a body, signed unless the headers say otherwise. Never rejects. */
  send(body: string | Uint8Array, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const url = this.#urls[this.sent++ % this.#urls.length] as string
    const began = performance.now()
    const stalled = ownStalls.ms
    const took = (): number => performance.now() - began - (ownStalls.ms - stalled)
    return new Promise((resolve) => {
      const failed = ({ code, message }: NodeJS.ErrnoException): void =>
        resolve({ status: 0, text: code ?? message, ms: took() })
      const request = post(
        `${url}/webhooks/inbenta`,
        {
          method: 'POST',
          agent: this.#agent,
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(body),
            'x-hook-signature': headers['x-hook-signature'] ?? this.sign(body),
            ...headers,
          },
        },
        (response) => {
          let text = ''
          response.on('data', (chunk) => (text += String(chunk)))
          response.on('error', failed)
          response.on('end', () => resolve({ status: response.statusCode ?? 0, text, ms: took() }))
        },
      )
      request.on('error', failed)
      request.end(body)
    })
  }

  /** A connection of its own that has sent this so far. */
  open(text: string): Socket {
    const { hostname, port } = new URL(this.#urls[this.sent++ % this.#urls.length] as string)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    socket.write(text)
    return socket
  }

  close(): void {
    this.#agent.destroy()
  }
}
